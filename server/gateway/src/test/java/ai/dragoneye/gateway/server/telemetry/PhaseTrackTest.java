package ai.dragoneye.gateway.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhaseTrackTest {
  private final PhaseTrack track =
      new CallTelemetry(OpenTelemetry.noop(), Set.of()).begin("a/b", new Metadata()).phases();

  @Test
  void shouldNotBeThatOfAThreadWhichHappensToStartWithinACall() {
    try (var _ = track.attach()) {
      assertThat(seenBy(work -> Thread.ofPlatform().start(work))).isNull();
      assertThat(seenBy(work -> Thread.ofVirtual().start(work))).isNull();
      assertThat(PhaseTrack.current()).isSameAs(track);
    }
    assertThat(PhaseTrack.current()).isNull();
  }

  @Test
  void shouldBeThatOfWorkWhichIsCarriedToAnotherThread() {
    try (var _ = track.attach()) {
      assertThat(seenBy(work -> Thread.ofVirtual().start(PhaseTrack.carriedBy(work))))
          .isSameAs(track);
    }
  }

  private interface Start {
    Thread of(Runnable work);
  }

  private static @Nullable PhaseTrack seenBy(Start start) {
    CompletableFuture<@Nullable PhaseTrack> seen = new CompletableFuture<>();
    start.of(() -> seen.complete(PhaseTrack.current()));
    return seen.join();
  }
}
