package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedRoundsTest {
  private final List<String> order = new ArrayList<>();
  private final InterleavedRounds rounds = new InterleavedRounds(progress -> {});

  private Entry entry(String subject, int count) {
    return new Entry(
        "case",
        subject,
        count,
        () -> {
          order.add(subject);
          return Map.of();
        });
  }

  @Test
  void shouldTakeTurnsAndStartEachRoundWithAnotherSubject() throws Exception {
    // given
    List<Entry> entries = List.of(entry("a", 3), entry("b", 3), entry("c", 3));

    // when
    rounds.run(entries);

    // then
    assertThat(order).containsExactly("a", "b", "c", "b", "c", "a", "c", "a", "b");
  }

  @Test
  void shouldSpreadTheFewRoundsOfSlowSubjects() throws Exception {
    // given
    List<Entry> entries = List.of(entry("fast", 6), entry("slow", 2));

    // when
    rounds.run(entries);

    // then
    assertThat(order)
        .containsExactly("fast", "fast", "fast", "slow", "fast", "fast", "slow", "fast");
  }

  @Test
  void shouldEndWithTheFirstFailure() {
    // given
    List<Entry> entries =
        List.of(
            new Entry(
                "case",
                "broken",
                2,
                () -> {
                  throw new IOException("gone");
                }),
            entry("sound", 2));

    // when, then
    assertThatThrownBy(() -> rounds.run(entries)).isInstanceOf(IOException.class);
    assertThat(order).isEmpty();
  }
}
