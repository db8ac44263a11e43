package ai.dragoneye.gateway.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {
  @ParameterizedTest
  @CsvSource({
    "team, team, true",
    "team, teams, false",
    "team, Team, false",
    "team-*, team-a, true",
    "team-*, team-, true",
    "team-*, team, false",
    "*-a, team-a, true",
    "*-a, team-ab, false",
    "t*m*a, team-a, true",
    "*, anything at all, true",
    "**, anything, true",
    "a.b, axb, false",
    "a*a, a, false",
    "*aab, aaaab, true"
  })
  void shouldLetAStarStandForAnything(String pattern, String name, boolean meant) {
    assertThat(new NamePatterns(List.of(pattern)).matches(name)).isEqualTo(meant);
  }

  @Test
  void shouldNotTakeLongForAnyPattern() {
    // given what makes a regular expression take for ever
    NamePatterns patterns = new NamePatterns(List.of("a*".repeat(100) + "b"));

    // when / then
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(patterns.matches("a".repeat(5000))).isFalse());
  }
}
