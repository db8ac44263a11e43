package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotArchivesTest {
  private final ScriptedDownloads downloads =
      new ScriptedDownloads(new IdleLimits(1000, 3, Duration.ofSeconds(60)));

  @Test
  void shouldDownloadOnceForAllWhoAskAtTheSameTime() throws Exception {
    // given
    downloads.hold();
    List<WaitingReader> readers = downloads.readers(20);

    // when
    downloads.release();

    // then
    List<ReceivedResults> results = new ArrayList<>();
    for (WaitingReader reader : readers) {
      results.add(reader.lease().results());
    }
    assertThat(results).containsOnly(results.getFirst());
    assertThat(downloads.begun()).isOne();
  }

  @Test
  void shouldGoOnWhenTheReaderWhoBeganLeaves() throws Exception {
    // given
    downloads.hold();
    List<WaitingReader> readers = downloads.readers(2);

    // when
    readers.getFirst().giveUp();
    downloads.release();

    // then
    assertThat(readers.getLast().lease().results()).isNotNull();
    assertThat(downloads.begun()).isOne();
    assertThat(downloads.interrupted()).isZero();
  }

  @Test
  void shouldCancelTheDownloadWhenAllHaveLeft() throws Exception {
    // given
    downloads.hold();

    // when
    for (WaitingReader reader : downloads.readers(3)) {
      reader.giveUp();
    }

    // then
    await().until(() -> downloads.interrupted() == 1);
    assertThat(downloads.archives().count()).isZero();
  }

  @Test
  void shouldDownloadAnewAfterACancelledDownload() throws Exception {
    // given
    downloads.hold();
    downloads.readers(1).getFirst().giveUp();

    // when
    downloads.release();
    ArchiveLease lease = downloads.open("task");

    // then
    assertThat(lease.results()).isNotNull();
    assertThat(downloads.begun()).isEqualTo(2);
  }

  @Test
  void shouldFailForAllWhoWaitWithAnExceptionForEachAndHoldNothing() throws Exception {
    // given
    downloads.hold();
    downloads.failWith(
        new UpstreamException(
            new UpstreamFailure.Unavailable("down", null, null), new IllegalStateException("why")));
    List<WaitingReader> readers = downloads.readers(2);

    // when
    downloads.release();

    // then
    Throwable first = readers.getFirst().failure();
    Throwable second = readers.getLast().failure();
    assertThat(first).isInstanceOf(UpstreamException.class).isNotSameAs(second);
    assertThat(second).hasMessage("down").hasRootCauseMessage("why");
    assertThat(downloads.find("task")).isNull();
    assertThat(downloads.archives().count()).isZero();
  }

  @Test
  void shouldNotFindWhatAnotherKeyDownloaded() throws InterruptedException {
    // given
    ArchiveLease _ = downloads.open("task");

    // when, then
    assertThat(downloads.archives().find(new ApiKey("other"), "task")).isNull();
    assertThat(downloads.find("other")).isNull();
  }

  @Test
  void shouldKeepASpoiledArchiveFromNewReadersOnly() throws InterruptedException {
    // given
    ArchiveLease first = downloads.open("task");
    ArchiveLease second = downloads.open("task");

    // when
    first.spoil();
    first.close();

    // then
    assertThat(downloads.find("task")).isNull();
    assertThat(downloads.freed()).isZero();
    second.close();
    assertThat(downloads.freed()).isOne();
  }

  @Test
  void shouldMakeRoomOfWhatIsIdleTheOldestFirst() throws Exception {
    // given
    ArchiveLease used = downloads.open("used");
    downloads.open("older").close();
    downloads.open("younger").close();

    // when
    boolean freed = downloads.archives().freeOldestIdle();

    // then
    assertThat(freed).isTrue();
    assertThat(downloads.freed()).isOne();
    assertThat(downloads.find("older")).isNull();
    assertThat(downloads.archives().freeOldestIdle()).isTrue();
    assertThat(downloads.archives().freeOldestIdle()).isFalse();
    assertThat(downloads.freed()).isEqualTo(2);
    used.close();
  }

  @Test
  void shouldFreeAllAndCancelAllWhenClosed() throws Exception {
    // given
    ArchiveLease used = downloads.open("used");
    downloads.open("idle").close();
    downloads.hold();
    downloads.readers(1);

    // when
    downloads.archives().close();

    // then
    assertThat(downloads.freed()).isEqualTo(2);
    await().until(() -> downloads.interrupted() == 1);
    used.close();
    assertThatThrownBy(() -> downloads.open("task")).isInstanceOf(IllegalStateException.class);
  }
}
