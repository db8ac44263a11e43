package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.GatewayServer;
import ai.dragoneye.gateway.server.HttpGet;
import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.LogLines;
import ai.dragoneye.gateway.server.Pictures;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ch.qos.logback.classic.Level;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dragoneye key that is the gateway's own. */
class OwnKeyTest {
  private final Simulator simulator =
      Simulator.start(SimulatorOptions.builder().apiKeys("first", "second").build());
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldNeedNoneWhereEveryCallerBringsItsOwn() throws IOException {
    try (GatewayServer gateway = start("callers: [{ name: '*', upstream_key: caller }]");
        Connected caller = connect(gateway)) {
      // when / then
      assertThat(ready(gateway)).isEqualTo(200);
      assertThat(predicts(caller.with("dragoneye-api-key", "first").channel())).isTrue();
      assertThat(simulator.requests().count(Step.STATUS)).isPositive();
    }
  }

  @Test
  void shouldTakeUpANewKeyAndBeReadyAgain() throws IOException {
    // given
    Path key = Authority.write(folder.resolve("key"), "first\n");
    try (GatewayServer gateway = start("upstream: { api_key_file: " + key + " }");
        Connected caller = connect(gateway)) {
      String taskId = predict(caller.channel()).response().getPrediction().getTaskId();
      simulator.faults().add(Fault.at(Step.BEGIN).status(401));
      assertThat(predicts(caller.channel())).isFalse();
      assertThat(ready(gateway)).isEqualTo(503);

      // when
      Authority.write(key, "second\n");

      // then
      await().until(() -> ready(gateway) == 200);
      assertThat(predicts(caller.channel())).isTrue();
      assertThat(Tasks.get(caller.channel(), taskId))
          .as("the task of the first")
          .isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void shouldKeepTheKeyWhereTheFileHoldsNoneAnyMoreAndSaySo() throws IOException {
    // given
    Path key = Authority.write(folder.resolve("key"), "first\n");
    try (LogLines lines = LogLines.of("ai.dragoneye.gateway.server.security", Level.WARN);
        GatewayServer gateway = start("upstream: { api_key_file: " + key + " }");
        Connected caller = connect(gateway)) {
      // when
      Authority.write(key, "hush hush\n");

      // then
      await().until(() -> !lines.events().isEmpty());
      assertThat(LogLines.pairs(lines.events().getFirst()))
          .containsEntry("setting", "upstream.api_key_file")
          .containsEntry(
              "problem",
              "upstream.api_key_file: "
                  + key
                  + ": a Dragoneye API key consists of one or more visible ASCII characters");
      assertThat(predicts(caller.channel())).isTrue();
    }
  }

  private GatewayServer start(String config) throws IOException {
    return GatewayServer.start(
        ConfigLoader.load(
            Authority.write(folder.resolve("gateway.yaml"), config),
            Map.of(
                "DRAGONEYE_GATEWAY_LISTEN", "127.0.0.1:0",
                "DRAGONEYE_GATEWAY_HEALTH_LISTEN", "127.0.0.1:0",
                "DRAGONEYE_GATEWAY_SERVER_RELOAD_INTERVAL", "20ms",
                "DRAGONEYE_GATEWAY_UPSTREAM_BASE_URL", simulator.baseUrl().toString())));
  }

  private static Connected connect(GatewayServer gateway) {
    return Connected.over(
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build());
  }

  private static int ready(GatewayServer gateway) {
    return HttpGet.get(gateway.healthPort().orElseThrow(), "/readyz").statusCode();
  }

  private static ImageCall predict(Channel channel) {
    return ImageCall.open(channel).config(ImageCall.jpeg()).media(Pictures.jpeg());
  }

  private static boolean predicts(Channel channel) {
    return predict(channel).succeeded();
  }
}
