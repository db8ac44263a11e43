package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static List<String> java(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  /** Repeats what it is told, fails or falls silent when told so. */
  static final class Parrot {
    private Parrot() {}

    public static void main(String[] arguments) throws IOException {
      PeerLoop.run(
          (request, answer) -> {
            String word = request.get("word").asString();
            switch (word) {
              case "fail" -> throw new IOException("no");
              case "end" -> Runtime.getRuntime().halt(3);
              case "hang" -> {
                while (true) {
                  Thread.onSpinWait();
                }
              }
              default -> {
                System.out.println("not an answer");
                answer.put("heard", word);
              }
            }
          });
    }
  }

  private static Peer parrot(Duration patience) throws IOException {
    return Peer.startQuietly("parrot", java(Parrot.class), patience);
  }

  private static String ask(Peer peer, String word) throws IOException, InterruptedException {
    return peer.ask(Peer.request().put("word", word)).get("heard").asString();
  }

  @Test
  void shouldAnswerRequestAfterRequest() throws Exception {
    // given
    try (Peer peer = parrot(Duration.ofMinutes(1))) {
      // when, then
      assertThat(ask(peer, "one")).isEqualTo("one");
      assertThat(ask(peer, "two")).isEqualTo("two");
    }
  }

  @Test
  void shouldTellWhyAPeerFailed() throws Exception {
    // given
    try (Peer peer = parrot(Duration.ofMinutes(1))) {
      // when, then
      assertThatThrownBy(() -> ask(peer, "fail"))
          .isInstanceOf(IOException.class)
          .hasMessage("parrot failed: java.io.IOException: no");
    }
  }

  @Test
  void shouldFailWhenTheProcessEnds() throws Exception {
    // given
    try (Peer peer = parrot(Duration.ofMinutes(1))) {
      // when, then
      assertThatThrownBy(() -> ask(peer, "end"))
          .isInstanceOf(IOException.class)
          .hasMessage("parrot failed: its process ended");
    }
  }

  @Test
  void shouldEndAPeerThatDoesNotAnswerInTime() throws Exception {
    // given
    try (Peer peer = parrot(Duration.ofSeconds(2))) {
      // when, then
      assertThatThrownBy(() -> ask(peer, "hang"))
          .isInstanceOf(IOException.class)
          .hasMessage("parrot failed: its process ended");
    }
  }
}
