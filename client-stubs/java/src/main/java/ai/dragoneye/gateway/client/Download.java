package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
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
  /** So often a whole archive is not wasted: beyond that, it will not come. */
  private static final int FILE_RESTARTS = 3;

  private final Observed observed;
  private final DownloadAssembly assembly;
  private final Inbound<DownloadResultsResponse, ArchiveChunk> inbound;

  private Download(String taskId, @Nullable Duration limit, Connection connection, int restarts) {
    assembly = new DownloadAssembly(restarts);
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

  /** Into a file, for which a download may begin again. */
  static DownloadedResults toFile(
      Path file, String taskId, @Nullable Duration limit, Connection connection) {
    try (NewFile target = NewFile.beside(file)) {
      DownloadedResults downloaded =
          new Download(taskId, limit, connection, FILE_RESTARTS).to(target::begin);
      target.takeItsPlace();
      return downloaded;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Into a stream, which cannot be begun again. */
  static DownloadedResults toStream(
      OutputStream target, String taskId, @Nullable Duration limit, Connection connection) {
    return new Download(taskId, limit, connection, 0).to(() -> target);
  }

  private DownloadedResults to(ArchiveTarget target) {
    try {
      return transfer(target);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      inbound.close();
    }
  }

  private DownloadedResults transfer(ArchiveTarget target) throws IOException {
    CRC32C checksum = new CRC32C();
    long size = 0;
    OutputStream archive = OutputStream.nullOutputStream();
    inbound.open();
    for (ArchiveChunk chunk = inbound.take(); chunk != null; chunk = inbound.take()) {
      if (chunk.offset() == 0) {
        archive = target.begin();
        checksum.reset();
      }
      chunk.bytes().writeTo(archive);
      checksum.update(chunk.bytes().asReadOnlyByteBuffer());
      size = chunk.end();
    }
    archive.flush();
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
