package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway);
  @TempDir private Path directory = Path.of("");

  @AfterEach
  void close() {
    gateway.close();
  }

  private int predict() throws IOException {
    Path file = Files.writeString(directory.resolve("a.png"), "x");
    return cli.run("predict-image", file.toString(), "-m", "m");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, INVALID_REQUEST, 3",
    "INVALID_ARGUMENT, MEDIA_TYPE_MISMATCH, 3",
    "FAILED_PRECONDITION, TASK_TYPE_MISMATCH, 3",
    "FAILED_PRECONDITION, RESUME_TOKEN_STALE, 3",
    "INVALID_ARGUMENT, TASK_BEGIN_REJECTED, 3",
    "UNAVAILABLE, TASK_BEGIN_UNAVAILABLE, 8",
    "INVALID_ARGUMENT, MEDIA_TOO_LARGE, 3",
    "INVALID_ARGUMENT, CHECKSUM_MISMATCH, 3",
    "INVALID_ARGUMENT, SIZE_MISMATCH, 3",
    "UNAVAILABLE, UPLOAD_FAILED, 4",
    "FAILED_PRECONDITION, UPLOAD_REJECTED, 4",
    "FAILED_PRECONDITION, PREDICT_REJECTED, 5",
    "UNAVAILABLE, PREDICT_UNAVAILABLE, 5",
    "FAILED_PRECONDITION, PREDICTION_FAILED, 5",
    "DEADLINE_EXCEEDED, PREDICTION_TIMEOUT, 6",
    "FAILED_PRECONDITION, RESULTS_UNAVAILABLE, 7",
    "DATA_LOSS, RESULTS_CORRUPT, 7",
    "RESOURCE_EXHAUSTED, RESULTS_TOO_LARGE, 7",
    "NOT_FOUND, TASK_NOT_FOUND, 7",
    "UNAVAILABLE, UPSTREAM_UNAVAILABLE, 8",
    "RESOURCE_EXHAUSTED, UPSTREAM_RATE_LIMITED, 8",
    "RESOURCE_EXHAUSTED, CALLER_QUOTA_EXCEEDED, 8",
    "UNAVAILABLE, GATEWAY_OVERLOADED, 8",
    "UNAVAILABLE, GATEWAY_DRAINING, 8",
    "ABORTED, STREAM_STALLED, 8",
    "FAILED_PRECONDITION, UPSTREAM_CREDENTIALS_REJECTED, 9",
    "UNAUTHENTICATED, CALLER_UNAUTHENTICATED, 9",
    "PERMISSION_DENIED, CALLER_FORBIDDEN, 9",
    "INTERNAL, INTERNAL, 10",
    "DATA_LOSS, A_REASON_OF_TOMORROW, 10"
  })
  void shouldTellTheClassOfTheFailure(Code code, String reason, int expected) throws IOException {
    gateway.predictions.failure = Statuses.of(code, reason);

    int exit = predict();

    assertThat(exit).isEqualTo(expected);
    assertThat(cli.errors()).startsWith("dragoneye: It went wrong. [" + reason);
  }

  @Test
  void shouldNameTheFieldsAndWhenToTryAgain() throws IOException {
    gateway.predictions.failure =
        Statuses.of(
            Code.INVALID_ARGUMENT,
            "INVALID_REQUEST",
            Map.of("predict_sent", "no"),
            BadRequest.newBuilder()
                .addFieldViolations(
                    BadRequest.FieldViolation.newBuilder()
                        .setField("config.model")
                        .setDescription("must be\u001b[2J given"))
                .build(),
            RetryInfo.newBuilder()
                .setRetryDelay(Duration.newBuilder().setSeconds(1).setNanos(1))
                .build());

    predict();

    assertThat(cli.errors()).contains("\n  config.model: must be?[2J given\n  try again in 2 s\n");
  }

  @Test
  void shouldSayThatTheTaskGoesOn() throws IOException {
    gateway.predictions.failure =
        Statuses.of(
            Code.DEADLINE_EXCEEDED,
            "PREDICTION_TIMEOUT",
            Map.of("task_id", "task-1;reboot", "predict_sent", "yes"));

    predict();

    assertThat(cli.errors()).contains("the task goes on: dragoneye watch 'task-1;reboot'");
  }

  @Test
  void shouldNameTheGatewayInTheCommandToGoOnWithAndNoSecret() throws IOException {
    cli.variables.put("DRAGONEYE_TOKEN", "secret-1");
    gateway.predictions.failure =
        Statuses.of(
            Code.DEADLINE_EXCEEDED,
            "PREDICTION_TIMEOUT",
            Map.of("task_id", "task-1", "predict_sent", "yes"));
    Path file = Files.writeString(directory.resolve("a.png"), "x");

    cli.run("predict-image", file.toString(), "-m", "m", "-a", gateway.address(), "--json");

    assertThat(cli.errors())
        .endsWith("dragoneye watch task-1 --address " + gateway.address() + " --json\n");
  }

  @Test
  void shouldWarnOfPayingTwice() throws IOException {
    gateway.predictions.failure =
        Statuses.of(
            Code.UNAVAILABLE,
            "PREDICT_UNAVAILABLE",
            Map.of("task_id", "task-1", "predict_sent", "unknown"));

    predict();

    assertThat(cli.errors()).contains("look before you pay twice: dragoneye status task-1");
  }

  @Test
  void shouldTellAMissingFile() {
    int exit = cli.run("predict-image", directory.resolve("none.png").toString(), "-m", "m");

    assertThat(exit).isEqualTo(ExitCode.INVALID.code());
    assertThat(cli.errors())
        .isEqualTo("dragoneye: %s/none.png does not exist\n".formatted(directory));
  }

  @Test
  void shouldTellThatNoGatewayIsThere() throws IOException {
    gateway.close();

    int exit = predict();

    assertThat(exit).isEqualTo(ExitCode.RETRY.code());
  }

  @Test
  void shouldTellADeadline() throws IOException {
    gateway.predictions.silent = true;
    Path file = Files.writeString(directory.resolve("a.png"), "x");

    int exit = cli.run("predict-image", file.toString(), "-m", "m", "--deadline", "200ms");

    assertThat(exit).isEqualTo(ExitCode.TIMEOUT.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "statsu|Did you mean",
        "status|Missing required parameter: 'TASK'",
        "predict-image a.png|Missing required option: '--model=NAME'",
        "status t --deadline soon|is not a time such as",
        "status t --address nowhere|must be host:port",
        "results t --from 2 --to 1|--from must not be later than --to",
        "status t --cert-file x|--cert-file and --key-file go together"
      })
  void shouldTellWrongUsage(String arguments, String expected) {
    int exit = cli.run(arguments.split(" "));

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains(expected).contains("--help'");
  }

  @Test
  void shouldWantAnAddress() {
    cli.variables.clear();

    int exit = cli.run("status", "t");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("give --address, or set DRAGONEYE_GATEWAY");
  }

  @Test
  void shouldRefuseToSendATokenInPlaintext() {
    cli.variables.put("DRAGONEYE_TOKEN", "secret-1");

    int exit = cli.run("status", "t", "--address", "http://gateway.example");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("not sent in plaintext").doesNotContain("secret-1");
  }

  @Test
  void shouldDocumentEveryCodeInTheHelp() {
    cli.run("--help");

    for (ExitCode code : ExitCode.values()) {
      assertThat(cli.output()).containsPattern("(?m)^  " + code.code() + " +\\w");
    }
  }
}
