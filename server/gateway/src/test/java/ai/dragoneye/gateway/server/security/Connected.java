package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;

/** A caller of the gateway, with metadata on each call. Owns its channel. */
record Connected(ManagedChannel owned, Channel channel) implements AutoCloseable {
  static Connected over(ManagedChannel channel) {
    return new Connected(channel, channel);
  }

  /** Metadata in turn: name and value. */
  Connected with(String... metadata) {
    Metadata headers = new Metadata();
    for (int i = 0; i < metadata.length; i += 2) {
      headers.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
    }
    return new Connected(
        owned,
        ClientInterceptors.intercept(owned, MetadataUtils.newAttachHeadersInterceptor(headers)));
  }

  Connected withToken(String token) {
    return with("authorization", "Bearer " + token);
  }

  /** Asks for a task that nobody began: who is let in gets NOT_FOUND. */
  Status.Code call() {
    return failure().code();
  }

  RpcFailure failure() {
    try {
      TaskServiceGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .getTask(GetTaskRequest.newBuilder().setTaskId("nobody-began-me").build());
      throw new AssertionError("was answered");
    } catch (StatusRuntimeException e) {
      return new RpcFailure(e);
    }
  }

  @Override
  public void close() {
    owned.shutdownNow();
  }
}
