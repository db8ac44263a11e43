package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotArchivesTest {
  private static final ApiKey KEY = new ApiKey("key");
  private static final int SIZE = 100;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger downloads = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Queue<Source> sources = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch release = new CountDownLatch(0);
  private volatile @Nullable RuntimeException failure;
  private final HotArchives archives = archives(new IdleLimits(1000, 3, Duration.ofSeconds(60)));

  /** Bytes that know whether they were freed. */
  private static final class Source implements ByteSource {
    private volatile boolean closed;

    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public void read(long position, ByteBuffer target) {
      throw new AssertionError();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private HotArchives archives(IdleLimits limits) {
    return new HotArchives(
        (_, _) -> download(), limits, FrameSettings.DEFAULT, now::get);
  }

  private ReceivedResults download() throws InterruptedException {
    downloads.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
    RuntimeException toThrow = failure;
    if (toThrow != null) {
      throw toThrow;
    }
    Source source = new Source();
    sources.add(source);
    return new ReceivedResults(source, 0, new ArchiveHeaders(null, null));
  }

  @Test
  void shouldDownloadOnceForAllWhoAskAtTheSameTime() throws Exception {
    // given
    release = new CountDownLatch(1);
    List<Reader> readers = readers(20);

    // when
    release.countDown();

    // then
    List<ReceivedResults> results = new ArrayList<>();
    for (Reader reader : readers) {
      results.add(reader.lease().results());
    }
    assertThat(results).containsOnly(results.getFirst());
    assertThat(downloads).hasValue(1);
  }

  @Test
  void shouldGoOnWhenTheReaderWhoBeganLeaves() throws Exception {
    // given
    release = new CountDownLatch(1);
    List<Reader> readers = readers(2);

    // when
    readers.getFirst().giveUp();
    release.countDown();

    // then
    assertThat(readers.getLast().lease().results()).isNotNull();
    assertThat(downloads).hasValue(1);
    assertThat(interrupted).hasValue(0);
  }

  @Test
  void shouldCancelTheDownloadWhenAllHaveLeft() throws Exception {
    // given
    release = new CountDownLatch(1);
    List<Reader> readers = readers(3);

    // when
    for (Reader reader : readers) {
      reader.giveUp();
    }

    // then
    await().until(() -> interrupted.get() == 1);
    assertThat(archives.count()).isZero();
  }

  @Test
  void shouldDownloadAnewAfterACancelledDownload() throws Exception {
    // given
    release = new CountDownLatch(1);
    readers(1).getFirst().giveUp();

    // when
    release = new CountDownLatch(0);
    ArchiveLease lease = archives.open(KEY, "task", MediaFamily.IMAGE);

    // then
    assertThat(lease.results()).isNotNull();
    assertThat(downloads).hasValue(2);
  }

  @Test
  void shouldFailForAllWhoWaitWithAnExceptionForEachAndHoldNothing() throws Exception {
    // given
    release = new CountDownLatch(1);
    failure =
        new UpstreamException(
            new UpstreamFailure.Unavailable("down", null, null), new IllegalStateException("why"));
    List<Reader> readers = readers(2);

    // when
    release.countDown();

    // then
    Throwable first = readers.getFirst().failure();
    Throwable second = readers.getLast().failure();
    assertThat(first).isInstanceOf(UpstreamException.class).isNotSameAs(second);
    assertThat(second).hasMessage("down").hasRootCauseMessage("why");
    assertThat(archives.find(KEY, "task")).isNull();
    assertThat(archives.count()).isZero();
  }

  @Test
  void shouldHoldAnArchiveForAWhileAfterItsLastReader() throws InterruptedException {
    // given
    ArchiveLease first = archives.open(KEY, "task", MediaFamily.VIDEO);
    ArchiveLease second = archives.open(KEY, "task", MediaFamily.VIDEO);
    first.close();
    first.close();
    advance(Duration.ofHours(1));
    second.close();

    // when
    advance(Duration.ofSeconds(59));
    ArchiveLease third = archives.find(KEY, "task");

    // then
    assertThat(third).isNotNull();
    assertThat(third.family()).isEqualTo(MediaFamily.VIDEO);
    assertThat(third.results()).isSameAs(first.results());
    third.close();
    advance(Duration.ofSeconds(60));
    assertThat(archives.count()).isZero();
    assertThat(freed()).isEqualTo(1);
    assertThat(archives.find(KEY, "task")).isNull();
  }

  @Test
  void shouldNotFindWhatAnotherKeyDownloaded() throws InterruptedException {
    // given
    ArchiveLease _ = archives.open(KEY, "task", MediaFamily.VIDEO);

    // when, then
    assertThat(archives.find(new ApiKey("other"), "task")).isNull();
    assertThat(archives.find(KEY, "other")).isNull();
  }

  @Test
  void shouldHoldNoMoreArchivesThanAllowedTheLatestFirst() throws InterruptedException {
    // when
    for (String task : List.of("a", "b", "c", "a", "d")) {
      archives.open(KEY, task, MediaFamily.IMAGE).close();
    }

    // then
    assertThat(archives.find(KEY, "b")).isNull();
    assertThat(archives.find(KEY, "a")).isNotNull();
    assertThat(archives.find(KEY, "c")).isNotNull();
    assertThat(archives.find(KEY, "d")).isNotNull();
    assertThat(freed()).isEqualTo(1);
  }

  @Test
  void shouldHoldNoMoreBytesThanAllowed() throws InterruptedException {
    // given
    HotArchives small = archives(new IdleLimits(2 * SIZE - 1, 10, Duration.ofSeconds(60)));

    // when
    small.open(KEY, "a", MediaFamily.IMAGE).close();
    small.open(KEY, "b", MediaFamily.IMAGE).close();

    // then
    assertThat(small.find(KEY, "a")).isNull();
    assertThat(small.find(KEY, "b")).isNotNull();
  }

  @Test
  void shouldNeverTakeAwayWhatIsInUse() throws InterruptedException {
    // given
    HotArchives none = archives(new IdleLimits(0, 0, Duration.ofSeconds(60)));
    ArchiveLease first = none.open(KEY, "a", MediaFamily.IMAGE);
    ArchiveLease second = none.open(KEY, "b", MediaFamily.IMAGE);

    // when
    second.close();
    now.addAndGet(Duration.ofHours(1).toNanos());
    none.expire();

    // then
    assertThat(none.count()).isOne();
    assertThat(freed()).isOne();
    first.close();
    assertThat(freed()).isEqualTo(2);
  }

  @Test
  void shouldKeepASpoiledArchiveFromNewReadersOnly() throws InterruptedException {
    // given
    ArchiveLease first = archives.open(KEY, "task", MediaFamily.IMAGE);
    ArchiveLease second = archives.open(KEY, "task", MediaFamily.IMAGE);

    // when
    first.spoil();
    first.close();

    // then
    assertThat(archives.find(KEY, "task")).isNull();
    assertThat(freed()).isZero();
    second.close();
    assertThat(freed()).isOne();
  }

  @Test
  void shouldFreeAllAndCancelAllWhenClosed() throws Exception {
    // given
    ArchiveLease used = archives.open(KEY, "used", MediaFamily.IMAGE);
    archives.open(KEY, "idle", MediaFamily.IMAGE).close();
    release = new CountDownLatch(1);
    readers(1);

    // when
    archives.close();

    // then
    assertThat(freed()).isEqualTo(2);
    await().until(() -> interrupted.get() == 1);
    used.close();
    assertThatThrownBy(() -> archives.open(KEY, "task", MediaFamily.IMAGE))
        .isInstanceOf(IllegalStateException.class);
  }

  private long freed() {
    return sources.stream().filter(source -> source.closed).count();
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
    archives.expire();
  }

  /** So many readers of one archive, all of them waiting for it. */
  private List<Reader> readers(int count) {
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readers.add(Reader.start(() -> archives.open(KEY, "task", MediaFamily.IMAGE)));
    }
    await().until(() -> readers.stream().allMatch(Reader::isWaiting));
    return readers;
  }

  private record Reader(Thread thread, FutureTask<ArchiveLease> task) {
    static Reader start(Callable<ArchiveLease> opening) {
      FutureTask<ArchiveLease> task = new FutureTask<>(opening);
      return new Reader(Thread.ofPlatform().daemon().start(task), task);
    }

    boolean isWaiting() {
      return thread.getState() == Thread.State.WAITING;
    }

    ArchiveLease lease() throws InterruptedException, ExecutionException {
      return task.get();
    }

    Throwable failure() throws InterruptedException {
      try {
        throw new AssertionError(task.get().toString());
      } catch (ExecutionException e) {
        return e.getCause();
      }
    }

    void giveUp() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}
