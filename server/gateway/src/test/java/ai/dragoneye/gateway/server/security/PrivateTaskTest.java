package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateTaskTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() {
    Authority.write(
        folder.resolve("tokens"),
        Stream.of("team-a", "team-b")
            .map(name -> name + " " + HexFormat.of().formatHex(Sha256.of(name)) + "\n")
            .reduce("", String::concat));
    keys(1);
  }

  /** Keys made of one byte each. */
  private void keys(int... bytes) {
    StringBuilder lines = new StringBuilder("# ours\n");
    for (int value : bytes) {
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) value);
      lines.append(Base64.getEncoder().encodeToString(key)).append('\n');
    }
    Authority.write(folder.resolve("keys"), lines.toString());
  }

  private String[] settings() {
    return new String[] {
      "AUTHENTICATION_TOKENS_FILE", folder.resolve("tokens").toString(),
      "TASK_HANDLE_KEYS_FILE", folder.resolve("keys").toString()
    };
  }

  private Gateway start() {
    return Gateway.start(SimulatorOptions.defaults(), settings());
  }

  private static ImagePrediction predict(Channel channel) {
    ImageCall call = ImageCall.open(channel).config(ImageCall.jpeg()).media(Pictures.jpeg());
    ImagePrediction prediction = call.response().getPrediction();
    assertThat(prediction.getTaskId()).isEqualTo(call.taskId());
    return prediction;
  }

  private static List<Code> allWays(Channel channel, String taskId) {
    return List.of(
        Tasks.get(channel, taskId),
        Tasks.watch(channel, taskId),
        Tasks.results(channel, taskId),
        Tasks.download(channel, taskId));
  }

  @Test
  void shouldLetNobodyButItsCallerUseATask() {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // given
      Channel other = Connected.over(gateway.channel()).withToken("team-b").channel();

      // when
      ImagePrediction prediction = predict(owner.channel());

      // then
      assertThat(prediction.getTaskId()).matches("[\\x21-\\x7e]{1,512}");
      assertThat(prediction.getTaskId()).isNotEqualTo(prediction.getPredictionTaskUuid());
      assertThat(allWays(owner.channel(), prediction.getTaskId())).containsOnly(Code.OK);
      int asked = gateway.simulator().requests().count(Step.STATUS);
      assertThat(allWays(other, prediction.getTaskId())).containsOnly(Code.NOT_FOUND);
      assertThat(allWays(owner.channel(), prediction.getPredictionTaskUuid()))
          .containsOnly(Code.NOT_FOUND);
      assertThat(gateway.simulator().requests().count(Step.STATUS)).isEqualTo(asked);
    }
  }

  @Test
  void shouldTellATaskByTheHandleThatItWasAskedFor() {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // given
      ImagePrediction prediction = predict(owner.channel());

      // when
      Task task =
          TaskServiceGrpc.newBlockingStub(owner.channel())
              .getTask(GetTaskRequest.newBuilder().setTaskId(prediction.getTaskId()).build())
              .getTask();

      // then
      assertThat(task.getTaskId()).isEqualTo(prediction.getTaskId());
      assertThat(task.getPredictionTaskUuid()).isEqualTo(prediction.getPredictionTaskUuid());
    }
  }

  @Test
  void shouldNameTheHandleInAnError() {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.RESULTS).status(404).always());
      ImageCall call =
          ImageCall.open(owner.channel()).config(ImageCall.jpeg()).media(Pictures.jpeg());

      // when / then
      String taskId = call.taskId();
      assertThat(call.failure().metadata()).containsEntry("task_id", taskId);
      assertThat(Tasks.get(owner.channel(), taskId)).isEqualTo(Code.OK);
    }
  }

  @Test
  void shouldKnowAHandleAtEveryReplica() {
    try (Gateway gateway = start();
        Gateway replica = gateway.another(settings());
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // when
      String taskId = predict(owner.channel()).getTaskId();

      // then
      assertThat(allWays(Connected.over(replica.channel()).withToken("team-a").channel(), taskId))
          .containsOnly(Code.OK);
    }
  }

  @Test
  void shouldTakeUpANewKeyAndVerifyWithTheOldOneUntilThatIsGone() {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // given
      String before = predict(owner.channel()).getTaskId();

      // when
      keys(2, 1);
      gateway.server().reload();

      // then
      String after = predict(owner.channel()).getTaskId();
      assertThat(Tasks.get(owner.channel(), before)).isEqualTo(Code.OK);
      assertThat(Tasks.get(owner.channel(), after)).isEqualTo(Code.OK);

      // when
      keys(2);
      gateway.server().reload();

      // then
      assertThat(Tasks.get(owner.channel(), before)).isEqualTo(Code.NOT_FOUND);
      assertThat(Tasks.get(owner.channel(), after)).isEqualTo(Code.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 9, 20, 40, 60, 98})
  void shouldRefuseAHandleOfWhichAnythingWasChanged(int position) {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      // given
      StringBuilder handle = new StringBuilder(predict(owner.channel()).getTaskId());

      // when
      handle.setCharAt(position, handle.charAt(position) == 'A' ? 'B' : 'A');

      // then
      assertThat(Tasks.get(owner.channel(), handle.toString())).isEqualTo(Code.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dt1_", "dt1_A", "dt1_AAAA", "dt1_====", "dt1_!", "dt2_AAAAAAAAAAAAAAAAAA"})
  void shouldNotKnowWhatIsNoHandle(String taskId) {
    try (Gateway gateway = start();
        Connected owner = Connected.over(gateway.channel()).withToken("team-a")) {
      assertThat(Tasks.get(owner.channel(), taskId)).isEqualTo(Code.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# none", "c2hvcnQ=", "no base64!"})
  void shouldNotStartWithKeysThatAreNone(String line) {
    // given
    Authority.write(folder.resolve("keys"), line);

    // when / then
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("task_handle_keys_file: " + folder.resolve("keys"))
        .hasMessageContaining(" must ");
  }
}
