package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Map;

/** Which calls the transport may repeat: the unary reads, a few times. Media calls never. */
final class ReadRetries {
  static final Map<String, ?> SERVICE_CONFIG =
      Map.of(
          // A gateway that fails most calls is not asked twice.
          "retryThrottling",
          Map.of("maxTokens", 10.0, "tokenRatio", 0.1),
          "methodConfig",
          List.of(
              Map.of(
                  "name",
                  List.of(
                      name(TaskServiceGrpc.getGetTaskMethod()),
                      name(ResultServiceGrpc.getGetImageResultsMethod())),
                  "retryPolicy",
                  Map.of(
                      "maxAttempts",
                      4.0,
                      "initialBackoff",
                      "0.2s",
                      "maxBackoff",
                      "2s",
                      "backoffMultiplier",
                      2.0,
                      "retryableStatusCodes",
                      List.of("UNAVAILABLE")))));

  private ReadRetries() {}

  private static Map<String, ?> name(MethodDescriptor<?, ?> method) {
    return Map.of(
        "service",
        String.valueOf(method.getServiceName()),
        "method",
        String.valueOf(method.getBareMethodName()));
  }
}
