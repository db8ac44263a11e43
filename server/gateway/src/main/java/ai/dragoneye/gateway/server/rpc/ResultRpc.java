package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.results.ResultQuery;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.results.Results;
import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.server.wire.WireMarshaller;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.v1.DownloadResultsRequest;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.GetImageResultsRequest;
import ai.dragoneye.gateway.v1.GetImageResultsResponse;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;

/** {@code ResultService}. */
public final class ResultRpc implements BindableService {
  private static final ResultSink.Envelope IMAGE =
      new ResultSink.Envelope(
          StreamImageResultsResponse.HEADER_FIELD_NUMBER,
          StreamImageResultsResponse.OBJECT_FIELD_NUMBER,
          StreamImageResultsResponse.COMPLETION_FIELD_NUMBER);
  private static final ResultSink.Envelope VIDEO =
      new ResultSink.Envelope(
          StreamVideoResultsResponse.HEADER_FIELD_NUMBER,
          StreamVideoResultsResponse.OBJECT_FIELD_NUMBER,
          StreamVideoResultsResponse.COMPLETION_FIELD_NUMBER);
  private static final ResultSink.Envelope FRAMES =
      new ResultSink.Envelope(
          StreamVideoFramesResponse.HEADER_FIELD_NUMBER,
          StreamVideoFramesResponse.FRAME_FIELD_NUMBER,
          StreamVideoFramesResponse.COMPLETION_FIELD_NUMBER);

  private final Results results;
  private final ApiKey key;
  private final Calls calls;
  private final Duration stallTimeout;

  /**
   * @param stallTimeout how long the reader of a stream may take nothing
   */
  public ResultRpc(Results results, ApiKey key, Calls calls, Duration stallTimeout) {
    this.results = results;
    this.key = key;
    this.calls = calls;
    this.stallTimeout = stallTimeout;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServedMethods.of(
        ResultServiceGrpc.getServiceDescriptor(),
        List.of(
            ServerMethodDefinition.create(
                ResultServiceGrpc.getGetImageResultsMethod(),
                ServerCalls.asyncUnaryCall(this::getImageResults)),
            encoded(ResultServiceGrpc.getStreamImageResultsMethod(), this::streamImageResults),
            encoded(ResultServiceGrpc.getStreamVideoResultsMethod(), this::streamVideoResults),
            encoded(ResultServiceGrpc.getStreamVideoFramesMethod(), this::streamVideoFrames),
            ServerMethodDefinition.create(
                ResultServiceGrpc.getDownloadResultsMethod(),
                ServerCalls.asyncServerStreamingCall(this::downloadResults))));
  }

  /** A method whose responses are encoded by us. On the wire there is no difference. */
  private static <Q> ServerMethodDefinition<Q, WireMessage> encoded(
      MethodDescriptor<Q, ?> generated, ServerCalls.ServerStreamingMethod<Q, WireMessage> method) {
    return ServerMethodDefinition.create(
        generated.toBuilder(generated.getRequestMarshaller(), new WireMarshaller()).build(),
        ServerCalls.asyncServerStreamingCall(method));
  }

  private void getImageResults(
      GetImageResultsRequest request, StreamObserver<GetImageResultsResponse> observer) {
    calls.answer(
        observer,
        call -> {
          String uuid = begin(call, request.getTaskId());
          return GetImageResultsResponse.newBuilder()
              .setPrediction(results.image(key, uuid))
              .build();
        });
  }

  private void streamImageResults(
      StreamImageResultsRequest request, StreamObserver<WireMessage> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          String uuid = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamImage(
              key, new ResultQuery(uuid, request.getFilter(), token), ResultSink.to(outlet, IMAGE));
        });
  }

  private void streamVideoResults(
      StreamVideoResultsRequest request, StreamObserver<WireMessage> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          String uuid = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamVideo(
              key, new ResultQuery(uuid, request.getFilter(), token), ResultSink.to(outlet, VIDEO));
        });
  }

  private void streamVideoFrames(
      StreamVideoFramesRequest request, StreamObserver<WireMessage> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> {
          String uuid = begin(call, request.getTaskId());
          String token = request.hasResumeToken() ? request.getResumeToken() : null;
          results.streamFrames(
              key,
              new ResultQuery(uuid, request.getFilter(), token),
              ResultSink.to(outlet, FRAMES));
        });
  }

  private void downloadResults(
      DownloadResultsRequest request, StreamObserver<DownloadResultsResponse> observer) {
    calls.stream(
        observer,
        stallTimeout,
        (outlet, call) -> results.download(key, begin(call, request.getTaskId()), outlet));
  }

  /** Notes what the call is about, and gives the task's uuid. */
  private static String begin(CallContext call, String taskId) {
    String uuid = TaskIds.uuidOf(taskId);
    call.taskId(taskId);
    call.phase(CallPhase.RESULTS);
    return uuid;
  }
}
