package ai.dragoneye.gateway.upstream.upload;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.upstream.SpooledMedia;
import ai.dragoneye.gateway.upstream.UploadForm;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.HeldMedia;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing wrong is ever stored, and nothing is left behind. */
class UploadChecksTest extends UploadFixture {
  @TempDir private Path directory;

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
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
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

  @Test
  void shouldEndTheUploadWhereTheProgressCannotBeToldOn() throws Exception {
    // given
    TestMedia media = TestMedia.of(9, 1_000);
    try (ScriptedServer store = new ScriptedServer(this::keepAll);
        DragoneyeClient client = client(store)) {
      UploadForm form = new UploadForm(store.url("/b"), Map.of());

      // when / then
      assertThatThrownBy(
              () ->
                  client.upload(
                      form,
                      media,
                      _ -> {
                        throw new IllegalStateException("nobody listens");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nobody listens");
      assertNothingStored(store);
      await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    }
  }

  @Test
  void shouldReleaseWhatCameFromTheSpoolWhenInterrupted() throws Exception {
    // given
    MediaSpool spool = new MediaSpool(new UpstreamSettings.Spool(directory, 1 << 30, 1 << 30));
    TestMedia media = TestMedia.of(400, 64 << 10);
    AtomicLong sent = new AtomicLong();
    try (SpooledMedia spooled = spool.spool(media.bytes(), media.declaredCrc32c(), _ -> {});
        ScriptedServer store = new ScriptedServer(_ -> released.await());
        DragoneyeClient client = client(store)) {
      UploadForm form = new UploadForm(store.url("/b"), Map.of());
      Interrupted upload = new Interrupted(() -> client.upload(form, spooled, sent::set));
      await().until(() -> sent.get() > 0);

      // when
      upload.interrupt();

      // then
      assertThat(upload.thrown()).isInstanceOf(InterruptedException.class);
      released.countDown();
      await().untilAsserted(() -> assertThat(store.open()).isZero());
    }
  }
}
