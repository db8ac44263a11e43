package ai.dragoneye.gateway.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** Names of attributes, and buckets. Every value of these attributes is one of a closed set. */
final class Names {
  static final String SCOPE = "ai.dragoneye.gateway";
  static final String PREFIX = "dragoneye_gateway.";

  /** As grpc-opentelemetry names it, with the same values. */
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("grpc.method");

  static final AttributeKey<String> PHASE = AttributeKey.stringKey("phase");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  static final AttributeKey<String> STEP = AttributeKey.stringKey("step");
  static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
  static final AttributeKey<String> CALLER = AttributeKey.stringKey("caller");

  /** Seconds: from a step on loopback to the longest prediction. */
  static final List<Double> SECONDS =
      List.of(
          0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0);

  private Names() {}
}
