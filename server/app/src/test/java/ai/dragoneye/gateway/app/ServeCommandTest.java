package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = App.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void shouldTellTheHealthOfARunningGateway() throws Exception {
    String address;
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults());
        ServeProcess gateway = ServeProcess.start(simulator.baseUrl())) {
      address = gateway.address();

      assertThat(run("health", "--address", address)).isZero();
      assertThat(out.toString().strip()).isEqualTo("SERVING");
      assertThat(run("health", "--address", address, "--service", "no.such.Service")).isEqualTo(1);
    }

    assertThat(run("health", "--address", address, "--timeout", "1")).isEqualTo(1);
    assertThat(out.toString()).contains(address + ": UNAVAILABLE");
  }

  @Test
  void shouldTellThatNobodyAnswersAtAHealthPort() {
    assertThat(run("health", "--address", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith("http://127.0.0.1:1: ");
  }

  @Test
  void shouldNameAnUnknownKeyInOneLine(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("typo.yaml"), "listn: 127.0.0.1:0\n");

    int exitCode = run("serve", "--config", file.toString(), "--upstream", "embedded");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo("gateway: " + file + ":1: unknown key listn; did you mean listen?");
  }

  @Test
  void shouldNotListenBeyondLoopbackUnlessProtectedOrToldTo() {
    int exitCode = run("serve", "--listen", ":0", "--upstream", "embedded");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "gateway: DRAGONEYE_GATEWAY_LISTEN: listen: other hosts reach :0 without TLS; set"
                + " tls.certificate_file and tls.private_key_file, or tls.insecure_plaintext to true"
                + " where plaintext is meant");
  }

  @Test
  void shouldNotListenBeyondLoopbackWithTlsAloneEither(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            "tls: { certificate_file: tls.crt, private_key_file: tls.key }\n");

    int exitCode =
        run("serve", "--config", file.toString(), "--listen", ":0", "--upstream", "embedded");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "gateway: DRAGONEYE_GATEWAY_LISTEN: listen: other hosts reach :0 without authentication;"
                + " set authentication.tokens_file, authentication.jwt or tls.client_ca_file, or"
                + " authentication.insecure_anonymous to true where anybody may call");
  }
}
