package ai.dragoneye.gateway.upstream.upload;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.testing.HeldMedia;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an object store may do to an upload other than take it. */
class StoreAnswersTest extends UploadFixture {
  @Test
  void shouldStopAtOnceWhereTheStoreRefusesBeforeItReadTheMedia() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.read(1_000);
                  exchange.answer(403, "application/xml", xml("AccessDenied", "Policy expired"));
                  released.await();
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadRejected(
                  "The object store refused the media (HTTP 403): AccessDenied: Policy expired",
                  403,
                  "AccessDenied"));
      assertThat(media.emitted()).isLessThan(1_000);
      released.countDown();
      assertStopped(store, media);
    }
  }

  @Test
  void shouldReportTheAnswerOfAStoreThatClosesRightAfterIt() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.read(1_000);
                  exchange.answer(
                      400,
                      "application/xml",
                      xml("EntityTooLarge", "Too big"),
                      "Connection: close");
                  exchange.socket().shutdownOutput();
                  released.await();
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.MediaTooLarge(
                  "The media is larger than the object store takes (HTTP 400): EntityTooLarge: Too"
                      + " big",
                  400,
                  "EntityTooLarge"));
      released.countDown();
      assertStopped(store, media);
    }
  }

  @Test
  void shouldTakeASuccessForOneThoughItsBodyBreaksOff() throws Exception {
    // given
    TestMedia media = TestMedia.of(2, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.body();
                  exchange.raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n<PostResp");
                  exchange.close();
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertThatCode(() -> upload(client, store, media)).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldNotTakeAnEarlySuccessForAStoredUpload() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
                  released.await();
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The object store answered HTTP 204 before it had the whole media", 204));
      released.countDown();
      assertStopped(store, media);
    }
  }

  @Test
  void shouldAskForNoMoreMediaWhileTheStoreStalls() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  released.await();
                  accept(exchange);
                });
        DragoneyeClient client = client(store)) {
      Interrupted upload = new Interrupted(() -> upload(client, store, media));

      // when
      long stalledAt = untilStill(media);

      // then
      assertThat(stalledAt).isLessThan(1_000);
      assertThat(media.requested() - media.emitted()).isZero();
      released.countDown();
      assertThat(upload.thrown()).hasMessage("the call returned");
      assertThat(media.emitted()).isEqualTo(2_000);
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    }
  }

  @Test
  void shouldGiveUpOnAStoreThatTakesNoByteForTooLong() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store = new ScriptedServer(_ -> released.await());
        DragoneyeClient client = client(TestClients.with(store.url(), TestClients.SHORT))) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The media could not be uploaded: the object store took no byte for too long",
                  null));
      released.countDown();
      assertStopped(store, media);
    }
  }

  @Test
  void shouldNotTakeASilentCallerForAStalledStore() throws Exception {
    // given
    HeldMedia media = new HeldMedia(TestMedia.of(1, 1_000));
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = client(TestClients.with(store.url(), TestClients.SHORT))) {
      Interrupted upload = new Interrupted(() -> upload(client, store, media));

      // when
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
      media.goOn();

      // then
      assertThat(upload.thrown()).hasMessage("the call returned");
    }
  }

  @Test
  void shouldGiveUpOnAStoreThatNeverAnswers() throws Exception {
    // given
    TestMedia media = TestMedia.of(1, 1_000);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.body();
                  released.await();
                });
        DragoneyeClient client = client(TestClients.with(store.url(), TestClients.SHORT))) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The media could not be uploaded: there was no answer in time", null));
      released.countDown();
      await().untilAsserted(() -> assertThat(store.open()).isZero());
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    }
  }

  @Test
  void shouldNotFollowRedirects() throws Exception {
    // given
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.body();
                  exchange.answer(
                      307, "text/plain", new byte[0], "Location: http://127.0.0.1:1/elsewhere");
                });
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, TestMedia.of(2, 1_000)))
          .isEqualTo(
              new UpstreamFailure.UploadRejected(
                  "The object store refused the media (HTTP 307)", 307, null));
      assertThat(store.requests()).hasSize(1);
    }
  }

  @Test
  void shouldGiveUpOnAnEarlyAnswerThatNeverEnds() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\n<Err");
                  released.await();
                });
        DragoneyeClient client = client(TestClients.with(store.url(), TestClients.SHORT))) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.UploadFailed(
                  "The media could not be uploaded: there was no answer in time", null));
      released.countDown();
      assertStopped(store, media);
    }
  }
}
