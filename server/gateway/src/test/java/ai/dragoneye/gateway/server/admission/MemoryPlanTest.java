package ai.dragoneye.gateway.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPlanTest {
  private static final long MIB = 1 << 20;

  @Test
  void shouldTakeTheDefaultsWhereAQuarterGibibyteIsThere() {
    assertThatCode(() -> MemoryPlan.of(config()).requireWithin(256 * MIB, 256 * MIB))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNameThePartsThatExceedTheHeap() {
    assertThatThrownBy(() -> MemoryPlan.of(config()).requireWithin(128 * MIB, 256 * MIB))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "upstream.results.decode_memory_bytes 128 MiB + upstream.results.total_memory_bytes 64 MiB"
                + " + admission.request_bytes 8 MiB comes to 200 MiB, but the heap is 128 MiB; lower them or raise -Xmx");
  }

  @Test
  void shouldCountOnceWhatFramesTakeOfTheMemoryToDecodeIn() {
    // given
    GatewayConfig config =
        config("RESULTS_FRAMES_SORT_MEMORY_BYTES", "32MiB", "RESULTS_FRAMES_CACHE_BYTES", "32MiB");

    // when / then
    assertThat(MemoryPlan.of(config)).isEqualTo(MemoryPlan.of(config()));
  }

  @Test
  void shouldNameThePartsThatExceedDirectMemory() {
    assertThatThrownBy(() -> MemoryPlan.of(config()).requireWithin(256 * MIB, 64 * MIB))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "2 * admission.media_bytes 128 MiB"
                + " + 2 * admission.predictions.max_waiting * server.flow_control_window_bytes 50 MiB"
                + " + admission.request_bytes 8 MiB comes to 186 MiB, but direct memory is 64 MiB;"
                + " lower them or raise -XX:MaxDirectMemorySize");
  }

  @Test
  void shouldRefuseABudgetThatNoCallFitsInto() {
    assertThatThrownBy(() -> MemoryPlan.require(config("ADMISSION_MEDIA_BYTES", "2MiB")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("admission.media_bytes must be at least 2359296 bytes, ");
    assertThatThrownBy(() -> MemoryPlan.require(config("ADMISSION_QUOTA_MEDIA_BYTES", "1MiB")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("admission.quota.media_bytes must be at least 2359296 bytes, ");
  }

  @Test
  void shouldRefuseACallersQuotaThatNoCallFitsInto(@TempDir Path folder) throws IOException {
    // given
    Path file =
        Files.writeString(
            folder.resolve("gateway.yaml"),
            """
            callers:
              - { name: "*" }
              - { name: team, quota: { media_bytes: 1MiB } }
            """);
    GatewayConfig config = ConfigLoader.load(file, Map.of("DRAGONEYE_API_KEY", "test-key"));

    // when / then
    assertThatThrownBy(() -> MemoryPlan.require(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("callers[1].quota.media_bytes must be at least 2359296 bytes, ");
  }

  private static GatewayConfig config(String... settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DRAGONEYE_API_KEY", "test-key");
    for (int i = 0; i < settings.length; i += 2) {
      environment.put("DRAGONEYE_GATEWAY_" + settings[i], settings[i + 1]);
    }
    return ConfigLoader.load(null, environment);
  }
}
