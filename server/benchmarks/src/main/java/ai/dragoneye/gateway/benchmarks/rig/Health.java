package ai.dragoneye.gateway.benchmarks.rig;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;

/** Asks a server by the gRPC health protocol. */
public final class Health {
  private static final MethodDescriptor<byte[], byte[]> CHECK =
      EncodedMessages.method("grpc.health.v1.Health/Check", MethodType.UNARY);
  // HealthCheckResponse with field 1, status, at 1: SERVING.
  private static final int LENGTH = 2;
  private static final int SERVING = 1;

  private Health() {}

  /** Whether it serves now. */
  public static boolean isServing(Channel channel) {
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(channel, CHECK, CallOptions.DEFAULT, new byte[0]);
      return answer.length == LENGTH && answer[1] == SERVING;
    } catch (StatusRuntimeException _) {
      return false;
    }
  }
}
