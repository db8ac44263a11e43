package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The RPCs that a policy can be about, by name without service. */
final class RpcNames {
  private static final List<String> ALL =
      Stream.concat(
              Stream.of(
                      PredictionServiceGrpc.getServiceDescriptor(),
                      TaskServiceGrpc.getServiceDescriptor(),
                      ResultServiceGrpc.getServiceDescriptor())
                  .map(ServiceDescriptor::getMethods)
                  .flatMap(methods -> methods.stream().map(MethodDescriptor::getBareMethodName)),
              Stream.of("ServerReflectionInfo"))
          .map(Objects::requireNonNull)
          .toList();

  private RpcNames() {}

  /** Refuses patterns that no RPC fits: mistyped ones would forbid without a word. */
  static void require(String key, NamePatterns patterns) {
    for (String pattern : patterns.patterns()) {
      Require.that(
          ALL.stream().anyMatch(name -> NamePatterns.matches(pattern, name)),
          key,
          "names " + pattern + ", which is no RPC; " + Suggestion.among(ALL, pattern));
    }
  }
}
