package ai.dragoneye.gateway.upstream.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
  @Test
  void shouldLayOutFieldsInOrderAndTheFileLast() {
    // given
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", "uploads/ü");
    fields.put("Content-Type", "image/jpeg");
    fields.put("policy", "");

    // when
    MultipartForm form = MultipartForm.of(fields, "BB");

    // then
    String before =
        """
        --BB\r
        Content-Disposition: form-data; name="key"\r
        \r
        uploads/ü\r
        --BB\r
        Content-Disposition: form-data; name="Content-Type"\r
        \r
        image/jpeg\r
        --BB\r
        Content-Disposition: form-data; name="policy"\r
        \r
        \r
        --BB\r
        Content-Disposition: form-data; name="file"; filename="file"\r
        Content-Type: application/octet-stream\r
        \r
        """;
    assertThat(form.prologue().toString(StandardCharsets.UTF_8)).isEqualTo(before);
    assertThat(form.epilogue().toString(StandardCharsets.UTF_8)).isEqualTo("\r\n--BB--\r\n");
    assertThat(form.contentLength(1_000))
        .isEqualTo(before.getBytes(StandardCharsets.UTF_8).length + 1_000 + 10);
    assertThat(form.contentType()).isEqualTo("multipart/form-data; boundary=BB");
  }

  @Test
  void shouldEscapeQuotesInNamesAndLeaveThemInValues() {
    assertThat(
            MultipartForm.of(Map.of("a\"; filename=\"x", "v\"w"), "BB")
                .prologue()
                .toString(StandardCharsets.UTF_8))
        .startsWith(
            "--BB\r\nContent-Disposition: form-data; name=\"a%22; filename=%22x\"\r\n\r\nv\"w\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\r\nb", "a\u0000b", "a\u001bb", "a\u0085b", "a\u007f"})
  void shouldRefuseControlCharactersInNamesAndValuesWithoutQuotingThem(String text) {
    assertThatThrownBy(() -> MultipartForm.of(Map.of(text, "v"), "BB"))
        .hasMessage("the upload form has control characters in a field");
    assertThatThrownBy(() -> MultipartForm.of(Map.of("n", text), "BB"))
        .hasMessage("the upload form has control characters in a field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file"})
  void shouldRefuseFieldsThatWouldStandForTheFile(String name) {
    assertThatThrownBy(() -> MultipartForm.of(Map.of(name, "v"), "BB"))
        .hasMessage("the upload form has a field without a name of its own");
  }
}
