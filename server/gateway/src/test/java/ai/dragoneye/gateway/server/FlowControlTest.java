package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.PredictionConfig;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who holds whom back, and who is called stalled. */
@ExtendWith(LeakCheck.class)
class FlowControlTest {
  private static final int CHUNK_BYTES = 256 * 1024;
  private static final long DECLARED_BYTES = 256L << 20;

  @Test
  void shouldHoldTheCallerBackWhenTheStoreStalls() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).stallAfter(1));
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(DECLARED_BYTES));
      AtomicLong sent = new AtomicLong();

      // when
      await()
          .pollInterval(Duration.ofMillis(1))
          .during(Duration.ofMillis(500))
          .until(() -> !sendWhileReady(call, sent));

      // then
      // Both sides' windows of 1 MiB, the sockets' own buffers, and far less than was declared.
      assertThat(sent.get()).isBetween(1L << 20, 32L << 20);
      call.cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldHoldTheCallerBackHoweverSmallTheChunks() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).stallAfter(1));
      gateway.simulator().faults().add(Fault.at(Step.BEGIN).delay(Duration.ofMinutes(1)));
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(DECLARED_BYTES));
      AtomicLong sent = new AtomicLong();

      // when
      await()
          .pollInterval(Duration.ofMillis(1))
          .during(Duration.ofMillis(500))
          .until(
              () -> {
                boolean any = false;
                for (int i = 0; i < 1000 && call.isReady(); i++) {
                  call.chunk(new byte[1]);
                  sent.incrementAndGet();
                  any = true;
                }
                return !any;
              });

      // then
      assertThat(sent.get()).isLessThan(1 << 20);
      call.cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldNotHoldOtherCallsOfTheConnectionBackWhenOneStoreStalls() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).stallAfter(1));
      ImageCall stalled =
          gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(DECLARED_BYTES));
      AtomicLong sent = new AtomicLong();
      await().during(Duration.ofMillis(300)).until(() -> !sendWhileReady(stalled, sent));

      // when
      byte[] media = Pictures.jpegOfSize(3_000_000);
      ImageCall other =
          gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(media.length)).media(media);

      // then
      assertThat(other.response().getPrediction().getObjectsList()).isNotEmpty();
      stalled.cancel();
      await().until(() -> gateway.server().activeCalls() == 0);
    }
  }

  @Test
  void shouldNotTakeTheRestOfMediaThatTheStoreHasRefused() {
    try (Gateway gateway = Gateway.start()) {
      // given
      gateway
          .simulator()
          .faults()
          .add(
              Fault.at(Step.UPLOAD)
                  .status(403)
                  .body("<Error><Code>AccessDenied</Code><Message>No.</Message></Error>")
                  .early());

      // when
      RpcFailure failure =
          gateway
              .predictImage()
              .config(ImageCall.jpeg().setSizeBytes(DECLARED_BYTES))
              .chunk(new byte[CHUNK_BYTES])
              .failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
      assertThat(failure.reason()).isEqualTo("UPLOAD_REJECTED");
      assertThat(failure.metadata()).containsEntry("store_code", "AccessDenied");
    }
  }

  private static boolean sendWhileReady(ImageCall call, AtomicLong sent) {
    boolean any = false;
    while (call.isReady() && sent.get() < DECLARED_BYTES) {
      call.chunk(new byte[CHUNK_BYTES]);
      sent.addAndGet(CHUNK_BYTES);
      any = true;
    }
    return any;
  }

  @Test
  void shouldEndACallWhoseCallerSendsNoMoreMedia() {
    try (Gateway gateway = stallingAfter("300ms")) {
      // when
      RpcFailure failure =
          gateway
              .predictImage()
              .config(ImageCall.jpeg().setSizeBytes(1_000_000))
              .chunk(new byte[1000])
              .failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.ABORTED);
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(failure.message())
          .isEqualTo(
              "no media arrived for 300 ms; send chunks without such pauses and half-close after the last one");
      assertThat(failure.metadata()).isEqualTo(Map.of("phase", "upload", "predict_sent", "no"));
      await().until(() -> gateway.simulator().requests().openRequests() == 0);
    }
  }

  @Test
  void shouldEndACallWhoseCallerNeverSendsAConfig() {
    try (Gateway gateway = stallingAfter("200ms")) {
      // when
      RpcFailure failure = gateway.predictImage().failure();

      // then
      assertThat(failure.reason()).isEqualTo("STREAM_STALLED");
      assertThat(failure.metadata()).isEqualTo(Map.of("phase", "request", "predict_sent", "no"));
    }
  }

  @Test
  void shouldNotCallACallerStalledWhomTheStoreHoldsBack() {
    try (Gateway gateway = stallingAfter("300ms")) {
      // given
      byte[] media = Pictures.jpegOfSize(12_000_000);
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).bytesPerSecond(8_000_000));
      PredictionConfig.Builder config = ImageCall.jpeg().setSizeBytes(media.length);

      // when
      ImageCall call = gateway.predictImage().config(config).media(media);

      // then
      assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
    }
  }

  @Test
  void shouldNotCallACallerStalledWhoseTaskTakesLong() {
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(Duration.ofSeconds(1)).build(),
            "MEDIA_STALL_TIMEOUT",
            "200ms")) {
      // when
      ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg());

      // then
      assertThat(call.response().getPrediction().getObjectsList()).isNotEmpty();
    }
  }

  private static Gateway stallingAfter(String timeout) {
    return Gateway.start(SimulatorOptions.defaults(), "MEDIA_STALL_TIMEOUT", timeout);
  }
}
