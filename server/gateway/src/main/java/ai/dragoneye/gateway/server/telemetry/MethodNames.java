package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway's own methods; callers may ask for any other. */
final class MethodNames {
  static final String OTHER = "other";

  private static final Set<String> OWN =
      Stream.of(
              PredictionServiceGrpc.getServiceDescriptor(),
              TaskServiceGrpc.getServiceDescriptor(),
              ResultServiceGrpc.getServiceDescriptor())
          .flatMap(service -> service.getMethods().stream())
          .map(MethodDescriptor::getFullMethodName)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> PREDICTIONS =
      Stream.of(
              PredictionServiceGrpc.getPredictImageMethod(),
              PredictionServiceGrpc.getPredictVideoMethod(),
              PredictionServiceGrpc.getSubmitPredictionMethod())
          .map(MethodDescriptor::getFullMethodName)
          .collect(Collectors.toUnmodifiableSet());

  private MethodNames() {}

  /** The full name of an own method, else {@link #OTHER}. */
  static String known(String method) {
    return OWN.contains(method) ? method : OTHER;
  }

  /** Whether a call of the method is one prediction. */
  static boolean isPrediction(String method) {
    return PREDICTIONS.contains(method);
  }
}
