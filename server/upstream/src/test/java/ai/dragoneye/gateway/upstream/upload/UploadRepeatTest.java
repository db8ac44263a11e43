package ai.dragoneye.gateway.upstream.upload;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When an upload is tried again, and on which connection. */
class UploadRepeatTest extends UploadFixture {
  @Test
  void shouldUseAConnectionAgain() throws Exception {
    // given
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = client(store)) {
      // when
      for (int i = 0; i < 5; i++) {
        upload(client, store, TestMedia.of(3, 100_000));
      }

      // then: one, and one more where a call was faster than the way back into the pool
      assertThat(store.requests()).hasSize(5);
      assertThat(store.accepted()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void shouldNotRepeatAnUploadWhoseMediaIsGone() throws Exception {
    // given
    TestMedia media = TestMedia.of(200, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.read(100_000);
                  exchange.reset();
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isInstanceOf(UpstreamFailure.UploadFailed.class)
          .extracting(UpstreamFailure::message)
          .asString()
          .startsWith("The media could not be uploaded: the connection was ");
      assertThat(store.requests()).hasSize(1);
      assertStopped(store, media);
    }
  }

  @Test
  void shouldRepeatAnUploadWhoseMediaCanBeReadAgain() throws Exception {
    // given
    TestMedia media = TestMedia.of(200, 64 << 10).repeated();
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  switch (attempts.incrementAndGet()) {
                    case 1 -> exchange.reset();
                    case 2 -> {
                      exchange.body();
                      exchange.answer(
                          503, "application/xml", xml("SlowDown", "x"), "Retry-After: 7");
                    }
                    default -> accept(exchange);
                  }
                });
        DragoneyeClient client = client(store)) {
      // when
      upload(client, store, media);

      // then
      assertThat(media.subscriptions()).isEqualTo(3);
      assertThat(time.sleeps()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(7));
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    }
  }

  @Test
  void shouldStopRepeatingAfterThreeAttempts() throws Exception {
    // given
    TestMedia media = TestMedia.of(2, 1_000).repeated();
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.body();
                  exchange.answer(500, "application/xml", xml("InternalError", "Oops"));
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The object store could not take the media (HTTP 500): InternalError: Oops",
                  500));
      assertThat(store.requests()).hasSize(3);
    }
  }

  @Test
  void shouldRepeatOneShotMediaThatNobodyHasReadYet() throws Exception {
    // given
    TestMedia media = TestMedia.of(2, 1_000);
    ScriptedServer gone = new ScriptedServer(this::accept);
    gone.close();
    try (DragoneyeClient client = client(gone)) {
      // when / then
      assertFailure(() -> upload(client, gone, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The media could not be uploaded: the connection was refused", null));
      assertThat(time.sleeps()).hasSize(2);
      assertThat(media.subscriptions()).isZero();
    }
  }

  @Test
  void shouldReportThatTheStoreLimitsTheRate() throws Exception {
    // given
    TestMedia media = TestMedia.of(2, 1_000);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.body();
                  exchange.answer(429, "text/plain", new byte[0], "Retry-After: 3");
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.RateLimited(
                  "The object store limits the rate (HTTP 429)", 429, Duration.ofSeconds(3)));
    }
  }
}
