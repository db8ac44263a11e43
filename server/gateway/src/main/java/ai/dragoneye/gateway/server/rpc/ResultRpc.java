package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.results.ResultQuery;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.task.TaskNames;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** {@code ResultService}. */
public final class ResultRpc extends ResultServiceGrpc.ResultServiceImplBase {
  private static final ResultSink.Envelope<ImageHeader, ImageObjectPart, StreamImageResultsResponse>
      IMAGE =
          new ResultSink.Envelope<>(
              header -> StreamImageResultsResponse.newBuilder().setHeader(header).build(),
              part -> StreamImageResultsResponse.newBuilder().setObject(part).build(),
              end -> StreamImageResultsResponse.newBuilder().setCompletion(end).build());
  private static final ResultSink.Envelope<VideoHeader, VideoObjectPart, StreamVideoResultsResponse>
      VIDEO =
          new ResultSink.Envelope<>(
              header -> StreamVideoResultsResponse.newBuilder().setHeader(header).build(),
              part -> StreamVideoResultsResponse.newBuilder().setObject(part).build(),
              end -> StreamVideoResultsResponse.newBuilder().setCompletion(end).build());
  private static final ResultSink.Envelope<VideoHeader, VideoFramePart, StreamVideoFramesResponse>
      FRAMES =
          new ResultSink.Envelope<>(
              header -> StreamVideoFramesResponse.newBuilder().setHeader(header).build(),
              part -> StreamVideoFramesResponse.newBuilder().setFrame(part).build(),
              end -> StreamVideoFramesResponse.newBuilder().setCompletion(end).build());

  private final Results results;
  private final TaskNames names;
  private final Calls calls;
  private final Duration stallTimeout;

  /**
   * @param stallTimeout how long the reader of a stream may take nothing
   */
  public ResultRpc(Results results, TaskNames names, Calls calls, Duration stallTimeout) {
    this.results = results;
    this.names = names;
    this.calls = calls;
    this.stallTimeout = stallTimeout;
  }

  @Override
  public void getImageResults(
      GetImageResultsRequest request, StreamObserver<GetImageResultsResponse> observer) {
    calls.answer(
        observer,
        call -> {
          TaskName task = begin(call, request.getTaskId());
          return GetImageResultsResponse.newBuilder()
              .setPrediction(results.image(call.caller().upstreamKey(), task))
              .build();
        });
  }

  @Override
  public void streamImageResults(
      StreamImageResultsRequest request, StreamObserver<StreamImageResultsResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          TaskName task = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamImage(
              call.caller().upstreamKey(),
              new ResultQuery(task, request.getFilter(), token),
              ResultSink.to(outlet, IMAGE));
        });
  }

  @Override
  public void streamVideoResults(
      StreamVideoResultsRequest request, StreamObserver<StreamVideoResultsResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          TaskName task = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamVideo(
              call.caller().upstreamKey(),
              new ResultQuery(task, request.getFilter(), token),
              ResultSink.to(outlet, VIDEO));
        });
  }

  @Override
  public void streamVideoFrames(
      StreamVideoFramesRequest request, StreamObserver<StreamVideoFramesResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          TaskName task = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamFrames(
              call.caller().upstreamKey(),
              new ResultQuery(task, request.getFilter(), token),
              ResultSink.to(outlet, FRAMES));
        });
  }

  @Override
  public void downloadResults(
      DownloadResultsRequest request, StreamObserver<DownloadResultsResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) ->
            results.download(
                call.caller().upstreamKey(), begin(call, request.getTaskId()), outlet));
  }

  /** Notes what the call is about. */
  private TaskName begin(CallContext call, String taskId) {
    TaskName task = names.named(taskId, call.caller());
    call.task(task);
    call.phase(CallPhase.RESULTS);
    return task;
  }
}
