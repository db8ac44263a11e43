package ai.dragoneye.gateway.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MediaCallTest {
  @Test
  void shouldSendAllOfTheMediaToAServerThatDropsIt() throws Exception {
    // given
    Media media = Media.of("model", 3_000_001, 64 << 10);
    try (ServerProcess sink =
            ServerProcess.start("sink", JavaCommand.ofClass(NullSink.class), Map.of());
        Channels channels = Channels.to(sink.port(), 1)) {

      // when
      byte[] response = MediaCall.send(channels.of(0), media).get(30, TimeUnit.SECONDS);

      // then
      assertThat(response).isEmpty();
    }
  }

  @Test
  void shouldCutMediaIntoChunksWithoutLosingAByte() throws Exception {
    // when
    Media media = Media.of("model", 3_000_001, 64 << 10);

    // then
    long sent = media.chunks() * chunkBytes(media.chunk()) + chunkBytes(media.rest());
    assertThat(sent).isEqualTo(3_000_001);
    assertThat(PredictImageRequest.parseFrom(media.config()).getConfig().getSizeBytes())
        .isEqualTo(3_000_001);
  }

  private static int chunkBytes(byte[] message) throws Exception {
    return PredictImageRequest.parseFrom(message).getChunk().size();
  }
}
