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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Calls that name methods, models and callers which nobody has heard of; all of them fail. */
final class RandomCalls {
  private static final int AT_A_TIME = 50;

  private final Gateway gateway;
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private int number;

  RandomCalls(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Lines of a file of tokens by which the callers of the first so many calls are known. */
  static List<String> tokens(int count) {
    return IntStream.range(0, count)
        .filter(n -> n % 3 == 2)
        .mapToObj(n -> "caller-" + n + " " + sha256("caller-" + n))
        .toList();
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
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
