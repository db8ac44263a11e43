package ai.dragoneye.gateway.client;

import io.grpc.Metadata;

/** Predicts an image; tells whether OpenTelemetry is there and which trace the gateway heard of. */
final class UntracedProgram {
  private UntracedProgram() {}

  public static void main(String[] arguments) {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.predictImage(Image.fromBytes(new byte[10], "image/png"), "m");
      Metadata.Key<String> traceParent =
          Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
      System.out.println(presence() + ", traceparent " + gateway.headers().get(0).get(traceParent));
    }
  }

  private static String presence() {
    try {
      return Class.forName("io.opentelemetry.context.Context").getName();
    } catch (ClassNotFoundException absent) {
      return "no OpenTelemetry";
    }
  }
}
