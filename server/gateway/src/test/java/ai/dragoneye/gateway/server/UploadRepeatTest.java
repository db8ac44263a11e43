package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.v1.PredictionConfig;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads that fail while the media is still at hand. */
@ExtendWith(LeakCheck.class)
class UploadRepeatTest {
  private static final int SMALL = 1 << 20;
  private static final int LARGE = SMALL + 1;
  private static final String EXPIRED =
      "<Error><Code>AccessDenied</Code><Message>Policy expired.</Message></Error>";

  static Stream<Arguments> atHand() {
    return Stream.of(
        Arguments.of("small", ImageCall.jpeg().setSizeBytes(SMALL), SMALL),
        Arguments.of("spooled", ImageCall.jpeg(), 3 * LARGE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atHand")
  void shouldRepeatAnUploadThatTheStoreCouldNotTake(
      String name, PredictionConfig.Builder config, int size) {
    try (Gateway gateway = retaining()) {
      // given
      byte[] media = Pictures.jpegOfSize(size);
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).status(503));
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).resetBeforeRead());

      // when
      String task =
          gateway.predictImage().config(config).media(media).response().getPrediction().getTaskId();

      // then
      assertThat(gateway.simulator().media(task)).as(name).contains(media);
      assertThat(gateway.simulator().requests().tasks())
          .singleElement()
          .satisfies(traffic -> assertThat(traffic.uploads()).hasSize(3));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atHand")
  void shouldBeginAnewWhenTheFormHasExpired(
      String name, PredictionConfig.Builder config, int size) {
    try (Gateway gateway = retaining()) {
      // given
      byte[] media = Pictures.jpegOfSize(size);
      gateway.simulator().faults().add(expired());

      // when
      String task =
          gateway.predictImage().config(config).media(media).response().getPrediction().getTaskId();

      // then
      assertThat(gateway.simulator().media(task)).as(name).contains(media);
      assertThat(gateway.simulator().requests().tasks())
          .extracting(TaskTraffic::predictCount)
          .containsExactly(0, 1);
    }
  }

  @Test
  void shouldBeginAnewOnlyOnce() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.builder().presignLifetime(Duration.ofMillis(-1)).build())) {
      // when
      RpcFailure failure =
          gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();

      // then
      assertThat(failure.reason()).isEqualTo("UPLOAD_REJECTED");
      assertThat(failure.metadata()).containsEntry("predict_sent", "no");
      assertThat(gateway.simulator().requests().tasks())
          .hasSize(2)
          .allMatch(task -> task.predictCount() == 0 && task.uploads().size() == 1);
    }
  }

  @Test
  void shouldNotRepeatWhatItOnlyRelayed() {
    try (Gateway gateway = retaining()) {
      // given
      gateway.simulator().faults().add(expired());

      // when
      RpcFailure failure =
          gateway
              .predictImage()
              .config(ImageCall.jpeg().setSizeBytes(LARGE))
              .media(Pictures.jpegOfSize(LARGE))
              .failure();

      // then
      assertThat(failure.reason()).isEqualTo("UPLOAD_REJECTED");
      assertThat(gateway.simulator().requests().tasks()).hasSize(1);
    }
  }

  private static FaultBuilder expired() {
    return Fault.at(Step.UPLOAD).status(403).body(EXPIRED);
  }

  private static Gateway retaining() {
    return Gateway.start(SimulatorOptions.builder().retainMedia().build());
  }
}
