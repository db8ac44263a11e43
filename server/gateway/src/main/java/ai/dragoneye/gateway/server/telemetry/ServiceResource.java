package ai.dragoneye.gateway.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.UUID;

/** Who measures, in the terms of OpenTelemetry's conventions. */
final class ServiceResource {
  private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");

  private ServiceResource() {}

  static Resource get() {
    String version = ServiceResource.class.getPackage().getImplementationVersion();
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    NAME,
                    "dragoneye-gateway",
                    VERSION,
                    version == null ? "unpackaged" : version,
                    INSTANCE,
                    UUID.randomUUID().toString())));
  }
}
