package ai.dragoneye.gateway.upstream.api;

import static ai.dragoneye.gateway.upstream.testing.TestClients.KEY;
import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.UpstreamSettings.Results;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.OpenFiles;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import ai.dragoneye.gateway.upstream.testing.Zips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(CleanUpWatch.class)
class ResultDownloadTest {
  private static final int SIZE = 3 << 20;
  private static final long TOTAL = 64L << 20;

  @TempDir private Path directory;
  private final FakeTime time = new FakeTime();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger attempts = new AtomicInteger();
  private final byte[] archive = Zips.withPredictionsOf(SIZE);

  @Test
  void shouldReadTheArchiveAndItsHeaders() throws Exception {
    // given
    try (ScriptedServer server = new ScriptedServer(this::answer);
        DragoneyeClient client = client(server, settings(64 << 20));
        // when
        ReceivedResults results = client.results(KEY, "t&1")) {
      // then
      assertThat(server.requests())
          .containsExactly(
              "GET /prediction-task/results?predictionTaskUuid=t%261&response_version=parquet_object");
      assertThat(results.archive().originalFileName()).isEqualTo("süß.mp4");
      assertThat(results.archive().framesPerSecond()).isEqualTo(7);
      assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
    }
  }

  @Test
  void shouldKeepALargeArchiveInAFileWithoutAName() throws Exception {
    // given
    try (ScriptedServer server = new ScriptedServer(this::answer);
        DragoneyeClient client = client(server, settings(1 << 20))) {
      // when
      ReceivedResults results = client.results(KEY, "t");

      // then
      assertThat(directory).isEmptyDirectory();
      assertThat(OpenFiles.unlinkedIn(directory)).hasSize(1);
      assertThat(client.storage().disk().free()).isEqualTo(TOTAL - archive.length);
      results.close();
      results.close();
      assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
      assertAllFree(client);
    }
  }

  @Test
  void shouldRefuseAnAnnouncedSizeBeyondTheBoundWithoutReadingIt() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n");
                  exchange.raw("PK");
                  released.await();
                });
        DragoneyeClient client =
            client(server, new Results(1_000, 1 << 20, 1 << 20, 1 << 30, 1 << 20, directory))) {
      // when / then
      assertTooLarge(client);
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  @Test
  void shouldRefuseAnUnannouncedSizeBeyondTheBound() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                  exchange.raw(archive);
                  exchange.close();
                });
        DragoneyeClient client =
            client(server, new Results(1_000, 1 << 20, 1 << 20, 1 << 30, 1 << 20, directory))) {
      // when / then
      assertTooLarge(client);
      await().untilAsserted(() -> assertThat(server.open()).isZero());
      assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
    }
  }

  @Test
  void shouldDownloadAgainWhereTheArchiveBreaksOff() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  if (attempts.incrementAndGet() < 3) {
                    breakOff(exchange);
                  } else {
                    answer(exchange);
                  }
                });
        DragoneyeClient client = client(server, settings(1 << 20));
        // when
        ReceivedResults results = client.results(KEY, "t")) {
      // then
      assertThat(results.archive().framesPerSecond()).isEqualTo(7);
      assertThat(time.sleeps()).hasSize(2);
      assertThat(OpenFiles.unlinkedIn(directory)).hasSize(1);
    }
  }

  @Test
  void shouldGiveUpOnAnArchiveThatKeepsBreakingOff() throws Exception {
    // given
    try (ScriptedServer server = new ScriptedServer(this::breakOff);
        DragoneyeClient client = client(server, settings(1 << 20))) {
      // when / then
      assertFailure(() -> client.results(KEY, "t"))
          .isEqualTo(
              new UpstreamFailure.ResultsCorrupt(
                  "The archive of results broke off 3 times, at last after 2000000 bytes"));
      assertThat(server.requests()).hasSize(3);
      assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
      assertAllFree(client);
    }
  }

  @Test
  void shouldNotWaitForTheRestForever() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nPK");
                  released.await();
                });
        DragoneyeClient client =
            DragoneyeClient.create(
                TestClients.with(server.url(), TestClients.SHORT), time, () -> 0.5)) {
      // when / then
      assertFailure(() -> client.results(KEY, "t"))
          .isEqualTo(
              new UpstreamFailure.ResultsCorrupt(
                  "The archive of results broke off 3 times, at last after 2 bytes"));
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  @Test
  void shouldFreeEverythingWhenInterruptedInTheMiddle() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: " + archive.length + "\r\n\r\n");
                  exchange.raw(Arrays.copyOf(archive, 2_000_000));
                  released.await();
                });
        DragoneyeClient client = client(server, settings(1_000))) {
      Interrupted call = new Interrupted(() -> client.results(KEY, "t"));
      await().until(() -> !OpenFiles.unlinkedIn(directory).isEmpty());

      // when
      call.interrupt();

      // then
      assertThat(call.thrown()).isInstanceOf(InterruptedException.class);
      assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
      assertAllFree(client);
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  @Test
  void shouldKeepWhatMemoryHasNoRoomForInFiles() throws Exception {
    // given
    int together = 10 << 20;
    Results settings = new Results(8 << 20, together, TOTAL, TOTAL, TOTAL, directory);
    try (ScriptedServer server = new ScriptedServer(this::answer);
        DragoneyeClient client = client(server, settings)) {
      // when
      List<ReceivedResults> inUse = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        inUse.add(client.results(KEY, "t" + i));
      }

      // then
      assertThat(OpenFiles.unlinkedIn(directory)).isNotEmpty().hasSizeLessThan(6);
      assertThat(inUse).extracting(ReceivedResults::crc32c).containsOnly(crc32c());
      inUse.forEach(ReceivedResults::close);
      assertThat(client.storage().memory().free()).isEqualTo(together);
      assertThat(client.storage().disk().free()).isEqualTo(TOTAL);
    }
  }

  @Test
  void shouldSayThatTheFilesAreFullUntilOneIsFreed() throws Exception {
    // given
    Results settings = new Results(0, 0, TOTAL, 2L * archive.length, TOTAL, directory);
    try (ScriptedServer server = new ScriptedServer(this::answer);
        DragoneyeClient client = client(server, settings)) {
      ReceivedResults first = client.results(KEY, "a");
      ReceivedResults second = client.results(KEY, "b");

      // when / then
      assertFailure(() -> client.results(KEY, "c"))
          .isInstanceOfSatisfying(
              UpstreamFailure.NoRoom.class,
              failure -> {
                assertThat(failure.message()).contains("max_total_bytes", "Try again later");
                assertThat(failure.retryAfter()).isPositive();
              });
      assertThat(OpenFiles.unlinkedIn(directory)).hasSize(2);
      assertThat(server.requests()).hasSize(3);
      first.close();
      client.results(KEY, "c").close();
      assertThat(client.storage().disk().free()).isEqualTo(archive.length);
      second.close();
    }
  }

  private int crc32c() {
    CRC32C crc32c = new CRC32C();
    crc32c.update(archive);
    return (int) crc32c.getValue();
  }

  private static void assertAllFree(DragoneyeClient client) {
    assertThat(client.storage().memory().free()).isEqualTo(TOTAL);
    assertThat(client.storage().disk().free()).isEqualTo(TOTAL);
  }

  private void answer(ScriptedExchange exchange) throws IOException {
    exchange.raw(
        "HTTP/1.1 200 OK\r\nX-Original-File-Name: süß.mp4\r\nX-Frames-Per-Second: 7\r\n"
            + "Content-Length: "
            + archive.length
            + "\r\n\r\n");
    exchange.raw(archive);
  }

  private void breakOff(ScriptedExchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: " + archive.length + "\r\n\r\n");
    exchange.raw(Arrays.copyOf(archive, 2_000_000));
    exchange.close();
  }

  private void assertTooLarge(DragoneyeClient client) {
    assertFailure(() -> client.results(KEY, "t"))
        .isEqualTo(
            new UpstreamFailure.ResultsTooLarge(
                "The archive of results is larger than 1048576 bytes (max_archive_bytes)"));
  }

  private Results settings(int memoryBytes) {
    return new Results(memoryBytes, TOTAL, 64L << 20, TOTAL, 64L << 20, directory);
  }

  private DragoneyeClient client(ScriptedServer server, Results results) {
    UpstreamSettings settings = TestClients.with(server.url(), results);
    return DragoneyeClient.create(settings, time, () -> 0.5);
  }
}
