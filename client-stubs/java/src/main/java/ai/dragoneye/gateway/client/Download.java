package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import com.google.protobuf.ByteString;
import io.grpc.Deadline;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One download of a result archive, checked against the size and checksum that end it. */
final class Download {
  private final Observed observed;
  private final DownloadAssembly assembly = new DownloadAssembly();
  private final Inbound<DownloadResultsResponse, ByteString> inbound;

  Download(String taskId, @Nullable Duration limit, Connection connection) {
    observed = new Observed(taskId, null);
    Deadline deadline = Connection.deadlineAfter(limit);
    DownloadResultsRequest request = DownloadResultsRequest.newBuilder().setTaskId(taskId).build();
    Function<DownloadResultsResponse, DownloadResultsResponse> reader = Function.identity();
    inbound =
        new Inbound<>(
            connection,
            assembly,
            opening ->
                connection
                    .results(deadline)
                    .downloadResults(request, new InboundObserver<>(opening, reader, null)),
            connection.reconnects(deadline),
            () -> observed);
  }

  DownloadedResults to(Path file) {
    try (NewFile target = NewFile.beside(file)) {
      DownloadedResults downloaded = to(target.stream());
      target.takeItsPlace();
      return downloaded;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  DownloadedResults to(OutputStream target) {
    try {
      return transfer(target);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      inbound.close();
    }
  }

  private DownloadedResults transfer(OutputStream target) throws IOException {
    CRC32C checksum = new CRC32C();
    long size = 0;
    inbound.open();
    for (ByteString chunk = inbound.take(); chunk != null; chunk = inbound.take()) {
      chunk.writeTo(target);
      checksum.update(chunk.asReadOnlyByteBuffer());
      size += chunk.size();
    }
    target.flush();
    DownloadCompletion completion = Objects.requireNonNull(assembly.completion());
    if (size != completion.getSizeBytes() || (int) checksum.getValue() != completion.getCrc32C()) {
      throw damaged();
    }
    return new DownloadedResults(assembly.header(), completion);
  }

  private PredictionTaskResultsUnavailableException damaged() {
    Failure failure = Failure.unexplained(Status.Code.DATA_LOSS, observed);
    Status status =
        Status.DATA_LOSS.withDescription(
            "The archive was damaged on its way: its size or checksum is wrong");
    return new PredictionTaskResultsUnavailableException(
        FailureMessage.of(failure, status), failure, null);
  }

  private static UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException("The archive could not be written: " + e.getMessage(), e);
  }
}
