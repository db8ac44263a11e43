package ai.dragoneye.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTextTest {
  @Test
  void shouldReplaceRunsOfControlCharactersBySpaces() {
    assertThat(UpstreamText.clean("\r\n a\u0000\u001b[31mb\r\n\tc\u202e d\u2028e\ud800f \n"))
        .isEqualTo("a [31mb c d e f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "€", "😀"})
  void shouldCutToTheBoundWithoutSplittingACharacter(String character) {
    // when
    String cut = UpstreamText.clean(character.repeat(600));

    // then
    int length = character.getBytes(StandardCharsets.UTF_8).length;
    assertThat(cut).isEqualTo(character.repeat((512 - 3) / length) + "…");
  }

  @Test
  void shouldKeepTextThatFits() {
    assertThat(UpstreamText.clean("x".repeat(512))).isEqualTo("x".repeat(512));
  }
}
