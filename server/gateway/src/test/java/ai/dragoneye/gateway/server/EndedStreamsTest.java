package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;

/** Calls that end while their callers still send. */
class EndedStreamsTest {
  private static final int MORE_THAN_A_CONNECTION_TAKES = 120;

  @Test
  void shouldLeaveTheConnectionUsableAfterRefusingCallsWhoseMediaWasOnItsWay() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.defaults(),
            "ADMISSION_PREDICTIONS_MAX",
            "1",
            "ADMISSION_PREDICTIONS_MAX_WAIT",
            "0s")) {
      // given
      byte[] picture = Pictures.jpegOfSize(2 << 20);
      ImageCall held = gateway.predictImage();
      await().until(() -> gateway.server().admission().state().predictions() == 1);

      // when
      for (int i = 0; i < MORE_THAN_A_CONNECTION_TAKES; i++) {
        ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(picture);
        assertThat(call.failure().reason()).isEqualTo("GATEWAY_OVERLOADED");
      }

      // then
      held.config(ImageCall.jpeg()).media(picture);
      assertThat(held.response().hasPrediction()).isTrue();
    }
  }
}
