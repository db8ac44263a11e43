package ai.dragoneye.gateway.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What of the Compose specification {@code docker/compose.yaml} uses; any other key is an error.
 */
record ComposeFile(String name, Map<String, Service> services, Map<String, Object> volumes) {

  /** A service; a list or map that is left out is empty. */
  record Service(
      String image,
      @JsonProperty("pull_policy") @Nullable String pullPolicy,
      @JsonProperty("read_only") boolean readOnly,
      @JsonProperty("cap_drop") @Nullable List<String> capDrop,
      @JsonProperty("security_opt") @Nullable List<String> securityOpt,
      @JsonProperty("mem_limit") @Nullable String memLimit,
      @Nullable Double cpus,
      Map<String, String> environment,
      List<String> command,
      @Nullable Map<String, Boolean> healthcheck,
      List<String> volumes,
      @Nullable List<String> tmpfs,
      List<String> ports,
      @JsonProperty("depends_on") List<String> dependsOn) {
    Service {
      environment = environment == null ? Map.of() : environment;
      command = command == null ? List.of() : command;
      volumes = volumes == null ? List.of() : volumes;
      ports = ports == null ? List.of() : ports;
      dependsOn = dependsOn == null ? List.of() : dependsOn;
    }
  }

  static ComposeFile read(Path file) {
    return YAMLMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readValue(file.toFile(), ComposeFile.class);
  }
}
