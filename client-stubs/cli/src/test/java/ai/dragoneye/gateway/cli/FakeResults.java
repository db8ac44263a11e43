package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceImplBase;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Two objects of an image, two of a video, two frames and an archive. */
final class FakeResults extends ResultServiceImplBase {
  static final ByteString ARCHIVE = ByteString.copyFromUtf8("not really a ZIP");
  private static final ResultCompletion TWO =
      ResultCompletion.newBuilder().setReadCount(2).setSentCount(2).build();

  final List<StreamVideoResultsRequest> videoRequests = new CopyOnWriteArrayList<>();
  volatile @Nullable StatusRuntimeException failure;
  volatile int crc32c = checksum();

  private static int checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(ARCHIVE.toByteArray());
    return (int) checksum.getValue();
  }

  /** Ends a stream as scripted; true if there is more to send. */
  private <T> boolean fails(StreamObserver<T> responses) {
    StatusRuntimeException scripted = failure;
    if (scripted != null) {
      responses.onError(scripted);
    }
    return scripted != null;
  }

  @Override
  public void streamImageResults(
      StreamImageResultsRequest request, StreamObserver<StreamImageResultsResponse> responses) {
    responses.onNext(
        StreamImageResultsResponse.newBuilder()
            .setHeader(ImageHeader.newBuilder().setTaskId(request.getTaskId()))
            .build());
    for (int index = 0; index < 2; index++) {
      responses.onNext(
          StreamImageResultsResponse.newBuilder()
              .setObject(
                  ImageObjectPart.newBuilder()
                      .setObjectIndex(index)
                      .setObject(Samples.imageObject(11 + index))
                      .setLast(true)
                      .setResumeToken("token-" + index))
              .build());
    }
    responses.onNext(StreamImageResultsResponse.newBuilder().setCompletion(TWO).build());
    responses.onCompleted();
  }

  @Override
  public void streamVideoResults(
      StreamVideoResultsRequest request, StreamObserver<StreamVideoResultsResponse> responses) {
    videoRequests.add(request);
    responses.onNext(
        StreamVideoResultsResponse.newBuilder().setHeader(Samples.videoHeader()).build());
    responses.onNext(object(0));
    if (fails(responses)) {
      return;
    }
    responses.onNext(object(1));
    responses.onNext(StreamVideoResultsResponse.newBuilder().setCompletion(TWO).build());
    responses.onCompleted();
  }

  private static StreamVideoResultsResponse object(int index) {
    return StreamVideoResultsResponse.newBuilder()
        .setObject(
            VideoObjectPart.newBuilder()
                .setObjectIndex(index)
                .setObject(Samples.videoObject(11 + index))
                .setLast(true)
                .setResumeToken("token-" + index))
        .build();
  }

  @Override
  public void streamVideoFrames(
      StreamVideoFramesRequest request, StreamObserver<StreamVideoFramesResponse> responses) {
    responses.onNext(
        StreamVideoFramesResponse.newBuilder().setHeader(Samples.videoHeader()).build());
    for (int index = 0; index < 2; index++) {
      responses.onNext(
          StreamVideoFramesResponse.newBuilder()
              .setFrame(
                  VideoFramePart.newBuilder()
                      .setFrameIndex(index)
                      .setFrame(Samples.frame(index * 500_000L))
                      .setLast(true)
                      .setResumeToken("token-" + index))
              .build());
    }
    responses.onNext(StreamVideoFramesResponse.newBuilder().setCompletion(TWO).build());
    responses.onCompleted();
  }

  @Override
  public void downloadResults(
      DownloadResultsRequest request, StreamObserver<DownloadResultsResponse> responses) {
    responses.onNext(
        DownloadResultsResponse.newBuilder()
            .setHeader(DownloadHeader.newBuilder().setOriginalFileName("../../escaped"))
            .build());
    responses.onNext(DownloadResultsResponse.newBuilder().setChunk(ARCHIVE).build());
    if (fails(responses)) {
      return;
    }
    responses.onNext(
        DownloadResultsResponse.newBuilder()
            .setCompletion(
                DownloadCompletion.newBuilder().setSizeBytes(ARCHIVE.size()).setCrc32C(crc32c))
            .build());
    responses.onCompleted();
  }
}
