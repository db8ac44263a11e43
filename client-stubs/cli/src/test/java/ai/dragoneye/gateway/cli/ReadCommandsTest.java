package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.PredictionType;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.TaskState;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadCommandsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway);

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void shouldShowTheStatusOfATask() {
    int exit = cli.run("status", "task-1");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output())
        .isEqualTo(
            """
            task    type   state        status
            task-1  video  succeeded    predicted
            """);
  }

  @Test
  void shouldWatchATaskToItsEnd() {
    int exit = cli.run("watch", "task-1", "--json");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.lines()).hasSize(2);
    assertThat(cli.lines().get(1))
        .isEqualTo(
            "{\"task\":{\"task_id\":\"task-1\",\"prediction_task_uuid\":\"uuid-1\","
                + "\"prediction_type\":\"PREDICTION_TYPE_VIDEO\","
                + "\"state\":\"TASK_STATE_SUCCEEDED\",\"status\":\"predicted\"}}");
  }

  @Test
  void shouldTellByTheExitCodeThatAWatchedTaskFailed() {
    gateway.tasks.task =
        Samples.task(PredictionType.PREDICTION_TYPE_IMAGE, TaskState.TASK_STATE_FAILED, "failed_x");

    int exit = cli.run("watch", "task-1");

    assertThat(exit).isEqualTo(ExitCode.PREDICTION.code());
    assertThat(cli.output())
        .isEqualTo(
            """
            task    type   state        status
            task-1  image  in progress  processing
            task-1  image  failed       failed_x
            """);
  }

  @Test
  void shouldShowTheResultsOfAVideo() {
    int exit = cli.run("results", "task-1");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.lines())
        .hasSize(5)
        .element(3)
        .asString()
        .startsWith("2  12      0:00.000-0:00.500");
  }

  @Test
  void shouldShowTheResultsOfAnImage() {
    gateway.tasks.task =
        Samples.task(
            PredictionType.PREDICTION_TYPE_IMAGE, TaskState.TASK_STATE_SUCCEEDED, "predicted");

    int exit = cli.run("results", "task-1", "-o", "jsonl");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.lines()).hasSize(4);
    assertThat(cli.lines().get(2))
        .contains("\"object_id\":\"12\"")
        .endsWith("\"object_index\":\"1\",\"resume_token\":\"token-1\"}");
  }

  @Test
  void shouldReadWhatTheFilterSaysFromWhereTheTokenSays() {
    int exit =
        cli.run(
            "results",
            "task-1",
            "--category=car",
            "--category-id=7",
            "--min-score=0.5",
            "--from=1.5",
            "--to=01:00",
            "--resume-token=token-0");

    assertThat(exit).describedAs(cli.errors()).isZero();
    StreamVideoResultsRequest request = gateway.results.videoRequests.get(0);
    assertThat(request.getResumeToken()).isEqualTo("token-0");
    assertThat(request.getFilter().getCategoryNamesList()).containsExactly("car");
    assertThat(request.getFilter().getCategoryIdsList()).containsExactly(7L);
    assertThat(request.getFilter().getMinimumCategoryScore()).isEqualTo(0.5);
    assertThat(request.getFilter().getTimeRange().getTimestampStartUsInclusive())
        .isEqualTo(1_500_000);
    assertThat(request.getFilter().getTimeRange().getTimestampEndUsInclusive())
        .isEqualTo(60_000_000);
  }

  @Test
  void shouldTellHowToGoOnWhereAResultBreaksOff() {
    gateway.results.failure = Statuses.of(Code.INTERNAL, "INTERNAL");

    int exit = cli.run("results", "task-1", "--json");

    assertThat(exit).isEqualTo(ExitCode.INTERNAL.code());
    assertThat(cli.lines()).hasSize(2);
    assertThat(cli.errors())
        .endsWith("  to go on: dragoneye results task-1 --resume-token token-0 --json\n");
  }

  @Test
  void shouldRepeatWhatWasGivenInTheCommandToGoOnWith() {
    gateway.results.failure = Statuses.of(Code.INTERNAL, "INTERNAL");
    cli.variables.clear();

    cli.run(
        "results",
        "task-1",
        "-a",
        gateway.address(),
        "-o=jsonl",
        "--category=fire engine",
        "--category",
        "driver's cab",
        "--from=0:01",
        "--resume-token=token-9",
        "--deadline=1m");

    assertThat(cli.errors())
        .endsWith(
            "  to go on: dragoneye results task-1 --resume-token token-0 --address "
                + gateway.address()
                + " --output jsonl --category 'fire engine' --category 'driver'\\''s cab'"
                + " --from 0:01\n");
  }

  @Test
  void shouldShowTheFramesOfAVideo() {
    int exit = cli.run("frames", "task-1");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output())
        .isEqualTo(
            """
            time      #  box x1 y1 x2 y2 (score)         category  score  attributes
            0:00.000  1  0.125 0.250 0.500 0.750 (0.90)  car       0.88   colour: red (0.50)
            0:00.500  1  0.125 0.250 0.500 0.750 (0.90)  car       0.88   colour: red (0.50)
            """);
  }

  @Test
  void shouldEndQuietlyWhereNobodyReadsOn() {
    int exit = cli.runIntoClosedPipe("frames", "task-1", "--json");

    assertThat(exit).isEqualTo(ExitCode.CLOSED_PIPE.code());
    assertThat(cli.errors()).isEmpty();
  }

  @Test
  void shouldSendTheTokenOfTheEnvironment() {
    cli.variables.put("DRAGONEYE_TOKEN", "secret-1");

    int exit = cli.run("status", "task-1");

    assertThat(exit).isZero();
    assertThat(gateway.headers.get(0).toString()).contains("authorization=Bearer secret-1");
    assertThat(cli.output() + cli.errors()).doesNotContain("secret-1");
  }
}
