package ai.dragoneye.gateway.chart;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What an API server that validates strictly takes: no unknown field, nothing of the wrong type.
 */
final class KubernetesModel {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "apps/v1 Deployment", new Kind(V1Deployment.class, V1Deployment::validateJsonElement),
          "autoscaling/v2 HorizontalPodAutoscaler",
              new Kind(
                  V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement),
          "networking.k8s.io/v1 NetworkPolicy",
              new Kind(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
          "policy/v1 PodDisruptionBudget",
              new Kind(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
          "v1 ConfigMap", new Kind(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
          "v1 Pod", new Kind(V1Pod.class, V1Pod::validateJsonElement),
          "v1 Secret", new Kind(V1Secret.class, V1Secret::validateJsonElement),
          "v1 Service", new Kind(V1Service.class, V1Service::validateJsonElement),
          "v1 ServiceAccount",
              new Kind(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement));
  // Of each, what the chart uses of its custom resource definition.
  private static final Set<String> CUSTOM =
      Set.of(
          "cert-manager.io/v1 Certificate",
          "gateway.networking.k8s.io/v1 GRPCRoute",
          "monitoring.coreos.com/v1 PrometheusRule",
          "monitoring.coreos.com/v1 ServiceMonitor");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private KubernetesModel() {}

  /**
   * What is wrong with an object; empty where nothing is.
   *
   * @throws IllegalArgumentException where its kind is not known here
   */
  static List<String> faults(JsonNode object) {
    String kind = object.path("apiVersion").asString() + " " + object.path("kind").asString();
    if (CUSTOM.contains(kind)) {
      return schema(object.path("kind").asString()).validate(object).stream()
          .map(Object::toString)
          .toList();
    }
    Kind known = KINDS.get(kind);
    if (known == null) {
      throw new IllegalArgumentException("unknown: " + kind);
    }
    return known.faults(object);
  }

  private static Schema schema(String kind) {
    String file = "/schemas/" + kind.toLowerCase(Locale.ROOT) + ".json";
    try (InputStream stream = KubernetesModel.class.getResourceAsStream(file)) {
      return SCHEMAS.getSchema(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Kind(Class<?> type, Check check) {
    List<String> faults(JsonNode object) {
      JsonElement element = JsonParser.parseString(object.toString());
      try {
        check.accept(element);
        // The check is for names; this is for types.
        Object _ = JSON.getGson().fromJson(element, type);
        return List.of();
      } catch (IOException | RuntimeException e) {
        return List.of(String.valueOf(e.getMessage()));
      }
    }
  }

  @FunctionalInterface
  private interface Check {
    void accept(JsonElement element) throws IOException;
  }
}
