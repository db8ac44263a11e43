package ai.dragoneye.gateway.upstream;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.EndlessMedia;
import ai.dragoneye.gateway.upstream.testing.HeldMedia;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.OpenFiles;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;

@ExtendWith(CleanUpWatch.class)
class MediaSpoolTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path directory;

  @Test
  void shouldGiveBackWhatItWasGivenAsOftenAsAskedFor() throws Exception {
    // given
    TestMedia media = TestMedia.of(33, 40_001);
    MediaSpool spool = spool(64 * MIB, 64 * MIB);

    // when
    try (SpooledMedia spooled = spool.spool(media.bytes(), media.declaredCrc32c(), _ -> {})) {
      // then
      assertThat(spooled.sizeBytes()).isEqualTo(33 * 40_001);
      assertThat(spooled.declaredCrc32c()).isEqualTo(media.declaredCrc32c());
      assertThat(spooled.repeatable()).isTrue();
      assertThat(read(spooled)).isEqualTo(media.whole());
      assertThat(read(spooled)).isEqualTo(media.whole());
      assertThat(directory).isEmptyDirectory();
      assertThat(OpenFiles.unlinkedIn(directory)).hasSize(1);
      assertThat(spool.freeBytes()).isEqualTo(56 * MIB);
    }
    assertFreed(spool, 64 * MIB);
    assertThat(media.allReleased()).isTrue();
  }

  @Test
  void shouldTellHowMuchIsInTheFile() throws Exception {
    // given
    List<Long> progress = new ArrayList<>();

    // when
    try (SpooledMedia spooled =
        spool(MIB, MIB).spool(TestMedia.of(3, 1000).bytes(), null, progress::add)) {
      // then
      assertThat(progress).containsExactly(1000L, 2000L, 3000L);
      assertThat(spooled.sizeBytes()).isEqualTo(3000);
    }
  }

  @Test
  void shouldUploadFromTheSpool() throws Exception {
    // given
    TestMedia media = TestMedia.of(50, 64 << 10);
    List<String> received = new CopyOnWriteArrayList<>();
    try (ScriptedServer store =
            new ScriptedServer(
                exchange -> {
                  received.add(new String(exchange.body(), StandardCharsets.ISO_8859_1));
                  exchange.json(received.size() == 1 ? 503 : 201, "");
                });
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(store.url()));
        SpooledMedia spooled =
            spool(64 * MIB, 64 * MIB).spool(media.bytes(), media.declaredCrc32c(), _ -> {})) {
      // when
      client.upload(new UploadForm(store.url(), Map.of()), spooled, _ -> {});

      // then
      assertThat(received)
          .hasSize(2)
          .allMatch(body -> body.contains(new String(media.whole(), StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  void shouldHoldNothingForEmptyMedia() throws Exception {
    // given
    MediaSpool spool = spool(MIB, MIB);

    // when
    try (SpooledMedia spooled = spool.spool(TestMedia.of(List.of()).bytes(), null, _ -> {})) {
      // then
      assertThat(spooled.sizeBytes()).isZero();
      assertThat(spool.freeBytes()).isEqualTo(MIB);
    }
  }

  @Test
  void shouldRefuseMediaBeyondItsOwnBound() {
    // given
    MediaSpool spool = spool(MIB, 64 * MIB);
    TestMedia media = TestMedia.of(17, 64 << 10);

    // when / then
    assertFailure(() -> spool.spool(media.bytes(), null, _ -> {}))
        .isEqualTo(
            new UpstreamFailure.MediaTooLarge(
                "Media whose size was not declared may have 1048576 bytes at most; declare the"
                    + " size to send more",
                null,
                null));
    assertFreed(spool, 64 * MIB);
    assertThat(media.allReleased()).isTrue();
    assertThat(media.cancellations()).isLessThanOrEqualTo(1);
  }

  @Test
  void shouldAcceptMediaUpToItsOwnBound() throws Exception {
    // given
    MediaSpool spool = spool(MIB, MIB);

    // when
    try (SpooledMedia spooled = spool.spool(TestMedia.of(16, 64 << 10).bytes(), null, _ -> {})) {
      // then
      assertThat(spooled.sizeBytes()).isEqualTo(MIB);
      assertThat(spool.freeBytes()).isZero();
    }
  }

  @Test
  void shouldRefuseWhatDoesNotFitBesideTheOthers() throws Exception {
    // given
    MediaSpool spool = spool(64 * MIB, 9 * MIB);
    TestMedia media = TestMedia.of(30, 64 << 10);
    try (SpooledMedia first = spool.spool(media.bytes(), null, _ -> {})) {
      assertThat(first.sizeBytes()).isPositive();

      // when / then
      assertFailure(() -> spool.spool(media.bytes(), null, _ -> {}))
          .isInstanceOfSatisfying(
              UpstreamFailure.NoRoom.class,
              failure -> {
                assertThat(failure.message())
                    .isEqualTo(
                        "There is no room at the moment for media whose size was not declared");
                assertThat(failure.retryAfter()).isPositive();
              });
      assertThat(spool.freeBytes()).isEqualTo(MIB);
    }
    assertFreed(spool, 9 * MIB);
    assertThat(media.allReleased()).isTrue();
  }

  @Test
  void shouldRefuseMediaOfAnotherChecksum() {
    // given
    MediaSpool spool = spool(MIB, MIB);
    TestMedia media = TestMedia.of(List.of("123456789".getBytes(StandardCharsets.US_ASCII)));

    // when / then
    assertFailure(() -> spool.spool(media.bytes(), 1, _ -> {}))
        .isEqualTo(
            new UpstreamFailure.ChecksumMismatch(
                "The media has the CRC-32C e3069283, not the declared 00000001", 1, 0xe3069283));
    assertFreed(spool, MIB);
  }

  @Test
  void shouldThrowThePublishersOwnException() throws Exception {
    // given
    MediaSpool spool = spool(MIB, MIB);
    HeldMedia media = new HeldMedia(TestMedia.of(1, 1));
    Interrupted call = new Interrupted(() -> spool.spool(media.bytes(), null, _ -> {}));

    // when
    media.fail(new IllegalStateException("the caller broke off"));

    // then
    assertThat(call.thrown()).isInstanceOf(IllegalStateException.class);
    assertFreed(spool, MIB);
  }

  @Test
  void shouldFreeEverythingWhenInterrupted() throws Exception {
    // given
    MediaSpool spool = spool(MIB, MIB);
    TestMedia media = TestMedia.of(3, 1_000);
    Interrupted call = new Interrupted(() -> spool.spool(new EndlessMedia(media), null, _ -> {}));
    await().until(() -> media.emitted() == 3 && !OpenFiles.unlinkedIn(directory).isEmpty());

    // when
    call.interrupt();

    // then
    assertThat(call.thrown()).isInstanceOf(InterruptedException.class);
    assertFreed(spool, MIB);
    await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
  }

  @Test
  void shouldSayThatTheDirectoryCannotBeWrittenTo() {
    // given
    MediaSpool spool =
        new MediaSpool(new UpstreamSettings.Spool(directory.resolve("nowhere"), MIB, MIB));

    // when / then
    assertFailure(() -> spool.spool(TestMedia.of(1, 1).bytes(), null, _ -> {}))
        .isEqualTo(
            new UpstreamFailure.UploadFailed("The media could not be spooled to disk", null));
  }

  @Test
  void shouldFailAReadAfterItWasClosed() throws Exception {
    // given
    SpooledMedia spooled = spool(MIB, MIB).spool(TestMedia.of(1, 1).bytes(), null, _ -> {});
    spooled.close();
    spooled.close();

    // when / then
    assertThatThrownBy(() -> read(spooled)).hasCauseInstanceOf(IOException.class);
  }

  private MediaSpool spool(long maxMediaBytes, long totalBytes) {
    return new MediaSpool(new UpstreamSettings.Spool(directory, maxMediaBytes, totalBytes));
  }

  private void assertFreed(MediaSpool spool, long free) {
    await().untilAsserted(() -> assertThat(OpenFiles.unlinkedIn(directory)).isEmpty());
    assertThat(spool.freeBytes()).isEqualTo(free);
    assertThat(directory).isEmptyDirectory();
  }

  private static byte[] read(SpooledMedia media) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JdkFlowAdapter.flowPublisherToFlux(media.bytes())
        .limitRate(1)
        .doOnNext(buffer -> drain(buffer, bytes))
        .blockLast();
    return bytes.toByteArray();
  }

  private static void drain(ByteBuf buffer, ByteArrayOutputStream bytes) {
    byte[] content = new byte[buffer.readableBytes()];
    buffer.readBytes(content);
    bytes.writeBytes(content);
    buffer.release();
  }
}
