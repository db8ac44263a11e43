package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/** DownloadResults of an archive of two chunks. */
final class ScriptedDownload extends ResultServiceImplBase {
  static final byte[] ARCHIVE = "a small archive".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  final AtomicInteger calls = new AtomicInteger();
  private int unavailable;
  private int broken;
  private boolean cut;
  private long sizeError;
  private int checksumError;

  /** Is unavailable for the first calls. */
  ScriptedDownload unavailable(int callCount) {
    unavailable = callCount;
    return this;
  }

  /** Breaks after the first chunk in the first calls. */
  ScriptedDownload broken(int callCount) {
    broken = callCount;
    return this;
  }

  /** Ends after the first chunk as if all was well. */
  ScriptedDownload cut() {
    cut = true;
    return this;
  }

  /** Says that the archive is larger. */
  ScriptedDownload sizeError(long error) {
    sizeError = error;
    return this;
  }

  /** Tells another checksum. */
  ScriptedDownload checksumError(int error) {
    checksumError = error;
    return this;
  }

  @Override
  public void downloadResults(
      DownloadResultsRequest request, StreamObserver<DownloadResultsResponse> responses) {
    responses.onNext(
        DownloadResultsResponse.newBuilder()
            .setHeader(DownloadHeader.newBuilder().setTaskId(request.getTaskId()))
            .build());
    if (calls.getAndIncrement() < unavailable) {
      responses.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    responses.onNext(chunk(0, 5));
    if (calls.get() <= broken) {
      responses.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    if (!cut) {
      responses.onNext(chunk(5, ARCHIVE.length));
      responses.onNext(DownloadResultsResponse.newBuilder().setCompletion(completion()).build());
    }
    responses.onCompleted();
  }

  private static DownloadResultsResponse chunk(int begin, int end) {
    return DownloadResultsResponse.newBuilder()
        .setChunk(ByteString.copyFrom(ARCHIVE, begin, end - begin))
        .build();
  }

  private DownloadCompletion completion() {
    CRC32C checksum = new CRC32C();
    checksum.update(ARCHIVE);
    return DownloadCompletion.newBuilder()
        .setSizeBytes(ARCHIVE.length + sizeError)
        .setCrc32C((int) checksum.getValue() + checksumError)
        .build();
  }
}
