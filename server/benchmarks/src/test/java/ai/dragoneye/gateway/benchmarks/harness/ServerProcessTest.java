package ai.dragoneye.gateway.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
  @Test
  void shouldReadThePortFromEitherLine() throws Exception {
    for (String line : List.of("listening on 127.0.0.1:4711", "INFO is listening port=\"4711\"")) {
      // when
      try (ServerProcess server =
          ServerProcess.start("server", shell("echo '" + line + "'; read end"), Map.of())) {

        // then
        assertThat(server.port()).isEqualTo(4711);
      }
    }
  }

  @Test
  void shouldSayWhatAServerSaidLastThatEndedBeforeItListened() {
    assertThatThrownBy(
            () -> ServerProcess.start("server", shell("echo no such key; exit 1"), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("server does not listen: no such key");
  }

  @Test
  void shouldEndWhatTheServerStarted() throws Exception {
    // given
    ServerProcess server =
        ServerProcess.start(
            "server",
            shell("sleep 600 & echo child $!; echo listening on 127.0.0.1:1; wait"),
            Map.of());
    List<ProcessHandle> children =
        ProcessHandle.current().descendants().filter(ServerProcessTest::isSleep).toList();

    // when
    server.close();

    // then
    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  private static boolean isSleep(ProcessHandle handle) {
    return handle.info().command().orElse("").endsWith("sleep");
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }
}
