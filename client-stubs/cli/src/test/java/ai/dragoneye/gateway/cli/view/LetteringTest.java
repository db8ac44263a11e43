package ai.dragoneye.gateway.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetteringTest {

  @Test
  void shouldCutATextToItsPlace() {
    String fitted = Lettering.fitted("potted plant", 100, 2);

    assertThat(fitted).isEqualTo("potted..");
    assertThat(PixelFont.width(fitted, 2)).isLessThanOrEqualTo(100);
  }

  @Test
  void shouldSetNothingWhereNoLettersFit() {
    assertThat(Lettering.fitted("potted plant", 40, 2)).isEmpty();
    assertThat(Lettering.fitted("car", 40, 2)).isEqualTo("car");
    assertThat(Lettering.fitted("car", -5, 2)).isEmpty();
  }

  @Test
  void shouldSpellForeignLettersAsFarAsTheFontHasThem() {
    assertThat(Lettering.fitted("señal de tráfico", 1000, 2)).isEqualTo("senal de trafico");
    assertThat(Lettering.fitted("a\u001bb\ud83d\ude00", 1000, 2)).isEqualTo("a?b?");
  }
}
