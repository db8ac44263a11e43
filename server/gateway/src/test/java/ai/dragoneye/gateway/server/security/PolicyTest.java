package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.LogLines;
import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ch.qos.logback.classic.Level;
import io.grpc.Channel;
import io.grpc.Status.Code;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @TempDir private Path folder;

  /** A gateway that knows callers by tokens that are their names. */
  private Gateway start(SimulatorOptions options, String policies) {
    StringBuilder tokens = new StringBuilder();
    for (String name : new String[] {"team-a", "team-b", "reader", "stranger"}) {
      tokens.append(name).append(' ').append(HexFormat.of().formatHex(Sha256.of(name)));
      tokens.append('\n');
    }
    Path file = Authority.write(folder.resolve("tokens"), tokens.toString());
    Path config = Authority.write(folder.resolve("gateway.yaml"), policies);
    return Gateway.start(config, options, "AUTHENTICATION_TOKENS_FILE", file.toString());
  }

  private Gateway start(String policies) {
    return start(SimulatorOptions.defaults(), policies);
  }

  @ParameterizedTest
  @CsvSource({"team-a, NOT_FOUND", "reader, NOT_FOUND", "team-b, PERMISSION_DENIED"})
  void shouldAllowTheMethodsOfTheFirstEntryThatMatches(String name, Code code) {
    try (Gateway gateway =
            start(
                """
                callers:
                  - { name: [team-a, reader], methods: ["Get*", WatchTask] }
                  - { name: "team-*", methods: PredictImage }
                  - { name: "*" }
                """);
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.withToken(name).call()).isEqualTo(code);
    }
  }

  @Test
  void shouldNameTheMethodThatACallerMayNotCall() {
    try (Gateway gateway = start("callers: [{ name: team-a, methods: PredictImage }]");
        Connected caller = Connected.over(gateway.channel())) {
      // when
      RpcFailure failure = caller.withToken("team-a").failure();

      // then
      assertThat(failure.reason()).isEqualTo("CALLER_FORBIDDEN");
      assertThat(failure.message())
          .isEqualTo(
              "caller team-a may not call GetTask; ask the operator of the gateway to allow it");
    }
  }

  @Test
  void shouldNameTheCallerInTheAccessLineOfACallThatItMayNotMake() {
    try (LogLines lines = LogLines.of("ai.dragoneye.gateway.access", Level.INFO);
        Gateway gateway = start("callers: [{ name: team-a, methods: PredictImage }]");
        Connected caller = Connected.over(gateway.channel())) {
      // when
      caller.withToken("team-a").failure();
      caller.withToken("team-b").failure();

      // then
      await().until(() -> lines.events().size() == 2);
      assertThat(lines.events().stream().map(event -> LogLines.pairs(event).get("caller")))
          .containsExactly("team-a", "team-b");
    }
  }

  @Test
  void shouldRefuseAModelBeforeItReadsMedia() {
    try (Gateway gateway = start("callers: [{ name: team-a, models: 'recognize_*' }]");
        Connected caller = Connected.over(gateway.channel())) {
      Channel channel = caller.withToken("team-a").channel();

      // when the config has come, and no media
      RpcFailure failure =
          ImageCall.open(channel).config(ImageCall.jpeg().setModel("other/model")).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.PERMISSION_DENIED);
      assertThat(failure.reason()).isEqualTo("CALLER_FORBIDDEN");
      assertThat(failure.message())
          .isEqualTo(
              "caller team-a may not predict with model other/model; ask the operator of the"
                  + " gateway to allow it");
      assertThat(failure.metadata()).containsEntry("predict_sent", "no");
      assertThat(gateway.simulator().requests().count(Step.BEGIN)).isZero();
      assertThat(
              ImageCall.open(channel)
                  .config(ImageCall.jpeg())
                  .media(Pictures.jpeg())
                  .response()
                  .getPrediction()
                  .getTaskId())
          .isNotEmpty();
    }
  }

  @Test
  void shouldUseTheKeyInTheCallersFileAndTakeUpANewOne() {
    // given
    Path key = Authority.write(folder.resolve("key"), "key-of-team-a\n");
    SimulatorOptions options = SimulatorOptions.builder().apiKeys("key-of-team-a", "next").build();
    try (Gateway gateway =
            start(
                options,
                "callers: [{ name: team-a, upstream_key: file, upstream_key_file: %s }]"
                    .formatted(key));
        Connected caller = Connected.over(gateway.channel()).withToken("team-a")) {
      String taskId = predict(caller.channel());

      // when
      Authority.write(key, "next\n");
      gateway.server().reload();

      // then the task is another key's
      assertThat(predict(caller.channel())).isNotEqualTo(taskId);
      assertThat(Tasks.get(caller.channel(), taskId)).isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void shouldPassACallersKeyThroughWhereThatIsConfigured() {
    SimulatorOptions options = SimulatorOptions.builder().apiKeys("its-own").build();
    try (Gateway gateway = start(options, "callers: [{ name: team-a, upstream_key: caller }]");
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      Connected withKey =
          caller.with("authorization", "Bearer team-a", "dragoneye-api-key", "its-own");
      assertThat(predict(withKey.channel())).isNotEmpty();
      assertThat(caller.withToken("team-a").failure().message())
          .isEqualTo(
              "this gateway has no API key for this caller; send yours as metadata"
                  + " dragoneye-api-key");
    }
  }

  @Test
  void shouldRefuseAPassedKeyWhereThatIsNotConfigured() {
    try (Gateway gateway = start("");
        Connected caller = Connected.over(gateway.channel())) {
      // when
      RpcFailure failure =
          caller.with("authorization", "Bearer team-a", "dragoneye-api-key", "its-own").failure();

      // then
      assertThat(failure.reason()).isEqualTo("CALLER_FORBIDDEN");
      assertThat(failure.message())
          .isEqualTo(
              "this gateway does not pass on API keys of caller team-a; call without metadata"
                  + " dragoneye-api-key");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", " ", "LONG"})
  void shouldRefuseAPassedKeyThatIsNone(String key) {
    try (Gateway gateway = start("callers: [{ name: team-a, upstream_key: caller }]");
        Connected caller = Connected.over(gateway.channel())) {
      // when
      RpcFailure failure =
          caller
              .with(
                  "authorization",
                  "Bearer team-a",
                  "dragoneye-api-key",
                  "LONG".equals(key) ? "x".repeat(257) : key)
              .failure();

      // then
      assertThat(failure.message())
          .isEqualTo(
              "metadata dragoneye-api-key holds no API key: those have at most 256 visible ASCII"
                  + " characters");
      assertThat(gateway.simulator().requests().count(Step.STATUS)).isZero();
    }
  }

  @Test
  void shouldKeepTasksAndResultsFromThoseWithAnotherKey() {
    try (Gateway gateway = start("callers: [{ name: 'team-*', upstream_key: caller }]");
        Connected caller = Connected.over(gateway.channel())) {
      // given a task that was watched and whose results were read, so that they are at hand
      Channel owner =
          caller.with("authorization", "Bearer team-a", "dragoneye-api-key", "key-a").channel();
      Channel other =
          caller.with("authorization", "Bearer team-b", "dragoneye-api-key", "key-b").channel();
      String taskId = predict(owner);
      assertThat(Tasks.watch(owner, taskId)).isEqualTo(Code.OK);
      assertThat(Tasks.results(owner, taskId)).isEqualTo(Code.OK);

      // when / then
      assertThat(Tasks.get(other, taskId)).isEqualTo(Code.NOT_FOUND);
      assertThat(Tasks.watch(other, taskId)).isEqualTo(Code.NOT_FOUND);
      assertThat(Tasks.results(other, taskId)).isEqualTo(Code.NOT_FOUND);
      assertThat(Tasks.download(other, taskId)).isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void shouldNotStartWithAKeyFileThatIsNotThere() {
    assertThatThrownBy(
            () ->
                start("callers: [{ name: a, upstream_key: file, upstream_key_file: /not/there }]"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "callers: upstream_key_file: /not/there cannot be read (NoSuchFileException); check path and rights");
  }

  private static String predict(Channel channel) {
    return ImageCall.open(channel)
        .config(ImageCall.jpeg())
        .media(Pictures.jpeg())
        .response()
        .getPrediction()
        .getTaskId();
  }
}
