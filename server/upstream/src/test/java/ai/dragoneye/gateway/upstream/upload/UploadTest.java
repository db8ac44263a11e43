package ai.dragoneye.gateway.upstream.upload;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UploadForm;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.HeldMedia;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CleanUpWatch.class)
class UploadTest {
  private final FakeTime time = new FakeTime();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String received = "";

  @Test
  void shouldNotCloseTheFormWhereTheMediaIsTooShort() throws Exception {
    // given
    TestMedia media = TestMedia.of(3, 1_000);
    try (ScriptedServer store = new ScriptedServer(this::keepAll);
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media.declaring(3_001, null)))
          .isEqualTo(
              new UpstreamFailure.SizeMismatch(
                  "The media has 3000 bytes, not the declared 3001", 3_001, 3_000));
      assertNothingStored(store);
    }
  }

  @Test
  void shouldStopAtTheFirstByteTooMany() throws Exception {
    // given
    TestMedia media = TestMedia.of(9, 1_000).declaring(2_500, null);
    try (ScriptedServer store = new ScriptedServer(this::keepAll);
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media))
          .isEqualTo(
              new UpstreamFailure.SizeMismatch(
                  "The media is larger than the declared 2500 bytes", 2_500, 3_000));
      assertNothingStored(store);
      assertThat(received).hasSizeLessThan(2_500);
      assertThat(media.emitted()).isLessThanOrEqualTo(4);
      assertThat(media.cancellations()).isEqualTo(1);
      assertThat(media.allReleased()).isTrue();
    }
  }

  @Test
  void shouldNotCloseTheFormWhereTheChecksumDiffers() throws Exception {
    // given
    TestMedia media = TestMedia.of(List.of("123456789".getBytes(StandardCharsets.US_ASCII)));
    try (ScriptedServer store = new ScriptedServer(this::keepAll);
        DragoneyeClient client = client(store)) {
      // when / then
      assertFailure(() -> upload(client, store, media.declaring(9, 0x01020304)))
          .isEqualTo(
              new UpstreamFailure.ChecksumMismatch(
                  "The media has the CRC-32C e3069283, not the declared 01020304",
                  0x01020304,
                  0xe3069283));
      assertNothingStored(store);
    }
  }

  @Test
  void shouldUploadWhereNoChecksumWasDeclared() throws Exception {
    // given
    TestMedia media = TestMedia.of(3, 1_000);
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = client(store)) {
      // when
      upload(client, store, media.declaring(3_000, null));

      // then
      assertThat(received).contains(new String(media.whole(), StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void shouldUseAConnectionAgain() throws Exception {
    // given
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = client(store)) {
      // when
      upload(client, store, TestMedia.of(3, 100_000));
      upload(client, store, TestMedia.of(3, 100_000));

      // then
      assertThat(store.requests()).hasSize(2);
      assertThat(store.accepted()).isEqualTo(1);
    }
  }

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
      assertThat(media.allReleased()).isTrue();
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
      assertThat(media.allReleased()).isTrue();
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
      assertThat(media.allReleased()).isTrue();
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
  void shouldThrowThePublishersOwnExceptionAndStoreNothing() throws Exception {
    // given
    HeldMedia media = new HeldMedia(TestMedia.of(1, 1_000));
    try (ScriptedServer store = new ScriptedServer(this::keepAll);
        DragoneyeClient client = client(store)) {
      Interrupted upload = new Interrupted(() -> upload(client, store, media));

      // when
      media.fail(new IllegalStateException("the caller broke off"));

      // then
      assertThat(upload.thrown())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the caller broke off");
      assertNothingStored(store);
    }
  }

  @Test
  void shouldCloseTheConnectionAndReleaseEverythingWhenInterrupted() throws Exception {
    // given
    TestMedia media = TestMedia.of(2_000, 64 << 10);
    try (ScriptedServer store = new ScriptedServer(_ -> released.await());
        DragoneyeClient client = client(store)) {
      Interrupted upload = new Interrupted(() -> upload(client, store, media));
      untilStill(media);

      // when
      upload.interrupt();

      // then
      assertThat(upload.thrown()).isInstanceOf(InterruptedException.class);
      released.countDown();
      assertStopped(store, media);
    }
  }

  @Test
  void shouldRefuseAFormThatWouldInject() throws Exception {
    // given
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = client(store)) {
      UploadForm form = new UploadForm(store.url("/b"), Map.of("key", "a\r\nX-Evil: 1"));

      // when / then
      assertFailure(() -> client.upload(form, TestMedia.of(1, 1), _ -> {}))
          .isEqualTo(
              new UpstreamFailure.UploadRejected(
                  "The media was not uploaded: the upload form has control characters in a field",
                  null,
                  null));
      assertThat(store.accepted()).isZero();
    }
  }

  @Test
  void shouldRefuseAnAddressThatIsSpelledOutBeforeConnecting() throws Exception {
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = publicClient()) {
      assertFailure(() -> upload(client, store, TestMedia.of(1, 1)))
          .isEqualTo(
              new UpstreamFailure.UploadRejected(
                  "The media was not uploaded: the upload URL leads to 127.0.0.1, a loopback"
                      + " address, which is not allowed (allow_private permits it)",
                  null,
                  null));
      assertThat(store.accepted()).isZero();
    }
  }

  @Test
  void shouldRefuseANameThatLeadsToAnAddressOfOurOwnNetwork() throws Exception {
    try (ScriptedServer store = new ScriptedServer(this::accept);
        DragoneyeClient client = publicClient()) {
      UploadForm form =
          new UploadForm(URI.create("http://localhost:" + store.port() + "/"), Map.of());

      assertFailure(() -> client.upload(form, TestMedia.of(1, 1), _ -> {}))
          .isInstanceOf(UpstreamFailure.UploadRejected.class)
          .extracting(UpstreamFailure::message)
          .asString()
          .contains("a loopback address, which is not allowed (allow_private permits it)");
      assertThat(store.accepted()).isZero();
    }
  }

  private void accept(ScriptedExchange exchange) throws IOException {
    received = new String(exchange.body(), StandardCharsets.ISO_8859_1);
    exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
  }

  private void keepAll(ScriptedExchange exchange) {
    received = new String(exchange.readUntilClosed(), StandardCharsets.ISO_8859_1);
  }

  private DragoneyeClient client(ScriptedServer store) {
    return client(UpstreamSettings.of(store.url()));
  }

  private DragoneyeClient client(UpstreamSettings settings) {
    return DragoneyeClient.create(settings, time, () -> 0.5);
  }

  private DragoneyeClient publicClient() {
    return client(
        TestClients.with(
            UpstreamSettings.PUBLIC_SERVICE, new UpstreamSettings.Addresses(false, true)));
  }

  private static void upload(DragoneyeClient client, ScriptedServer store, MediaContent media)
      throws InterruptedException {
    client.upload(new UploadForm(store.url("/b"), Map.of("key", "k")), media, _ -> {});
  }

  private void assertNothingStored(ScriptedServer store) {
    await().untilAsserted(() -> assertThat(store.open()).isZero());
    assertThat(received).startsWith("--dragoneye-").doesNotContain("--\r\n");
  }

  private static void assertStopped(ScriptedServer store, TestMedia media) {
    await().untilAsserted(() -> assertThat(store.open()).isZero());
    await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    assertThat(media.cancellations()).isEqualTo(1);
  }

  /** Waits until nothing has been asked for during some polls; how much it was then. */
  private static long untilStill(TestMedia media) {
    long[] seen = {-1, 0};
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              boolean still = media.emitted() > 0 && media.emitted() == seen[0];
              seen[1] = still ? seen[1] + 1 : 0;
              seen[0] = media.emitted();
              return seen[1] == 5;
            });
    return seen[0];
  }

  private static byte[] xml(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message><RequestId>hidden</RequestId></Error>"
        .formatted(code, message)
        .getBytes(StandardCharsets.UTF_8);
  }
}
