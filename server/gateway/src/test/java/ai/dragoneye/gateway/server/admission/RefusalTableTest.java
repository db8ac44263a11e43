package ai.dragoneye.gateway.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.FailureContext;
import ai.dragoneye.gateway.server.failure.FailureMapper;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import ai.dragoneye.gateway.server.failure.PredictSent;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the table of refusals with the code; {@code -Doverload.write=true} renews it. */
class RefusalTableTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "../docs/overload.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?s)(<!-- begin refusals -->\n).*(<!-- end refusals -->)");
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final Duration WAIT = Duration.ofSeconds(1);

  @Test
  void shouldDocumentEveryRefusal() throws IOException {
    // given
    Matcher block = BLOCK.matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).isTrue();

    // when
    String document =
        block.replaceFirst(
            found -> found.group(1) + Matcher.quoteReplacement(table()) + found.group(2));
    if (Boolean.getBoolean("overload.write")) {
      Files.writeString(DOCUMENT, document);
    }

    // then
    assertThat(DOCUMENT)
        .as("renew it with -Dtest=RefusalTableTest -Doverload.write=true")
        .hasContent(document);
  }

  @ParameterizedTest
  @EnumSource
  void shouldNameASettingThatThereIs(Shed shed) {
    // given
    String variable = "DRAGONEYE_GATEWAY_" + shed.key().toUpperCase(Locale.ROOT).replace('.', '_');
    String value = shed.key().endsWith("_bytes") ? "64MiB" : "50";

    // when
    var config = ConfigLoader.load(null, Map.of("DRAGONEYE_API_KEY", "test-key", variable, value));

    // then
    String name = shed.key().substring(shed.key().lastIndexOf('.') + 1);
    assertThat(config.effective()).contains(name + ": " + value);
  }

  private static String table() {
    return "| label | limit | code | reason | RetryInfo | pushback |\n|---|---|---|---|---|---|\n"
        + Arrays.stream(Shed.values()).map(RefusalTableTest::line).collect(Collectors.joining());
  }

  private static String line(Shed shed) {
    MappedFailure refusal =
        FailureMapper.map(
            shed.failure(WAIT), new FailureContext(CallPhase.ADMISSION, null, PredictSent.NO));
    return "| `%s` | `%s` | %s | %s | %s | %s |\n"
        .formatted(
            shed.label(),
            shed.key(),
            refusal.exception().getStatus().getCode(),
            refusal.reason(),
            yesOrNo(hasRetryInfo(refusal)),
            yesOrNo(trailers(refusal).containsKey(PUSHBACK)));
  }

  private static boolean hasRetryInfo(MappedFailure refusal) {
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(refusal.exception()));
    return status.getDetailsList().stream().anyMatch(detail -> detail.is(RetryInfo.class));
  }

  private static Metadata trailers(MappedFailure refusal) {
    return Objects.requireNonNull(refusal.exception().getTrailers());
  }

  private static String yesOrNo(boolean is) {
    return is ? "yes" : "no";
  }
}
