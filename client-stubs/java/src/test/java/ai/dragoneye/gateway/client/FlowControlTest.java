package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.ImagePrediction;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FlowControlTest {
  private static final int MIB = 1024 * 1024;

  @Test
  void shouldReadNoFurtherThanTransportTakesWhileGatewayDoesNotRead() throws Exception {
    // given
    ScriptedPredictions slow =
        new ScriptedPredictions(
            ServerCallStreamObserver::disableAutoRequest, ScriptedPredictions::answer);
    LongStream media = new LongStream(64 * MIB);
    try (FakeGateway gateway = FakeGateway.serving(slow);
        Dragoneye dragoneye = gateway.connect()) {
      // when
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(Image.fromStream(media, "image/png"), "m");

      // then: 1 MiB ahead, the HTTP/2 window of 1 MiB, and the chunk that crossed the line
      AtomicLong before = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(300))
          .until(
              () ->
                  media.readBytes() > 0
                      && before.getAndSet(media.readBytes()) == media.readBytes());
      assertThat(media.readBytes()).isBetween((long) MIB, 3L * MIB);

      // when
      slow.call.get().request(1000);

      // then
      assertThat(future.get()).isEqualTo(ScriptedPredictions.ANSWER);
      assertThat(slow.received().size()).isEqualTo(64 * MIB);
    }
  }
}
