package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Calls that name methods, models and callers which nobody has heard of; all of them fail. */
final class RandomCalls {
  private static final int AT_A_TIME = 50;

  private final Gateway gateway;
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private int number;

  RandomCalls(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Makes so many, a third of each kind, and waits for their ends. */
  void make(int count) {
    try {
      for (int i = 0; i < count; i++) {
        places.acquire();
        one(number++);
      }
      places.acquire(AT_A_TIME);
      places.release(AT_A_TIME);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void one(int n) {
    Metadata headers = new Metadata();
    put(headers, "authorization", "Bearer caller-" + n);
    put(headers, "user-agent", "agent-" + n);
    put(headers, "x-caller", "caller-" + n);
    Channel channel =
        ClientInterceptors.intercept(
            gateway.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    switch (n % 3) {
      case 0 ->
          start(
              channel,
              TaskServiceGrpc.getGetTaskMethod().toBuilder()
                  .setFullMethodName("dragoneye_gateway.v1.TaskService/Method" + n)
                  .build(),
              GetTaskRequest.getDefaultInstance());
      case 1 ->
          start(
              channel,
              TaskServiceGrpc.getGetTaskMethod().toBuilder()
                  .setFullMethodName("service" + n + "/Method")
                  .build(),
              GetTaskRequest.getDefaultInstance());
      default ->
          start(
              channel,
              PredictionServiceGrpc.getPredictImageMethod(),
              PredictImageRequest.newBuilder()
                  .setConfig(
                      PredictionConfig.newBuilder()
                          .setModel("model-" + n)
                          .setMimeType("image/type-" + n)
                          .setFileName("file-" + n)
                          .setSizeBytes(1))
                  .build());
    }
  }

  private static void put(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  private <M, T> void start(Channel channel, MethodDescriptor<M, T> method, M message) {
    ClientCall<M, T> call =
        channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            places.release();
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(message);
    call.halfClose();
  }
}
