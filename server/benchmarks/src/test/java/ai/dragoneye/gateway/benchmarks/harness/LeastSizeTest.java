package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastSizeTest {
  @Test
  void shouldFindTheLeastStepThatIsEnough() throws Exception {
    for (int least = 1; least <= 512; least++) {
      // given
      int needed = least;

      // when
      var found = LeastSize.find(8, 512, size -> size >= needed);

      // then
      assertThat(found).hasValue((least + 7) / 8 * 8);
    }
  }

  @Test
  void shouldGiveUpAfterTheMostThatIsTried() throws Exception {
    // given
    List<Integer> tried = new ArrayList<>();

    // when
    var found =
        LeastSize.find(
            8,
            512,
            size -> {
              tried.add(size);
              return false;
            });

    // then
    assertThat(found).isEmpty();
    assertThat(tried).containsExactly(512);
  }
}
