package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is made of something else; {@code -Dchart.write=true} renews it. */
class GeneratedFilesTest {
  private static final String RENEW = "renew it with -Dtest=GeneratedFilesTest -Dchart.write=true";
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final Path SCHEMA = Chart.FOLDER.resolve("values.schema.json");
  private static final Path REFERENCE = Chart.FOLDER.resolve("../../server/docs/configuration.md");
  private static final Pattern TABLE =
      Pattern.compile("(?<=<!-- begin values -->\n).*?(?=<!-- end values -->)", Pattern.DOTALL);
  private static final ObjectWriter PRETTY = JsonMapper.shared().writerWithDefaultPrettyPrinter();

  @Test
  void shouldTellOfEveryValueInTheReadme() throws IOException {
    // given
    ValuesReference reference =
        ValuesReference.of(Files.readString(Chart.FOLDER.resolve("values.yaml")));
    String readme = Files.readString(README);

    // when
    String expected =
        TABLE.matcher(readme).replaceFirst(Matcher.quoteReplacement(reference.table()));
    if (Boolean.getBoolean("chart.write")) {
      Files.writeString(README, expected);
    }

    // then
    assertThat(reference.untold()).isEmpty();
    assertThat(reference.table()).contains("| `tls.certManager.enabled` | `false` |");
    assertThat(README).as(RENEW).hasContent(expected);
  }

  @Test
  void shouldKnowEveryKeyOfTheGatewayInTheSchema() throws IOException {
    // given
    ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(Files.readString(SCHEMA));

    // when
    JsonNode gateway = GatewaySchema.of(Files.readString(REFERENCE));
    if (Boolean.getBoolean("chart.write")) {
      ((ObjectNode) schema.path("definitions")).set("gateway", gateway);
      Files.writeString(SCHEMA, PRETTY.writeValueAsString(schema) + "\n");
    }

    // then
    assertThat(gateway.at("/properties/upstream/properties/timeouts/properties/connect").toString())
        .contains("\"type\":\"string\"");
    assertThat(schema.at("/definitions/gateway")).as(RENEW).isEqualTo(gateway);
  }
}
