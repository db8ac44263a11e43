package ai.dragoneye.gateway.upstream.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreErrorTest {
  @Test
  void shouldPassOnCodeAndMessageOnly() {
    assertThat(
            parse(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error xmlns="x"><Code>AccessDenied</Code><Message>Policy
                expired</Message><PolicyBytes>secret</PolicyBytes>
                <Deep><Code>no</Code></Deep></Error>
                """))
        .isEqualTo(new StoreError("AccessDenied", "Policy expired"));
  }

  @Test
  void shouldNotResolveEntities() {
    assertThat(
            parse(
                """
                <!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyy">]>
                <Error><Code>A</Code><Message>&x;&y;</Message></Error>
                """))
        .isIn(new StoreError("A", ""), new StoreError("A", null), new StoreError(null, null));
  }

  @Test
  void shouldReadWhatCameBeforeTheDocumentWasCutOff() {
    assertThat(parse("<Error><Code>SlowDown</Code><Message>Pl"))
        .isEqualTo(new StoreError("SlowDown", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not xml", "{\"Code\": \"x\"}", "<html><body>x</body></html>"})
  void shouldPassOnNothingOfAnythingElse(String body) {
    assertThat(parse(body)).isEqualTo(new StoreError(null, null));
  }

  private static StoreError parse(String body) {
    return StoreError.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
