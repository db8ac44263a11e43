package ai.dragoneye.gateway.server.results;

import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Archives that come when a test wants it, by a clock of the test's. */
final class ScriptedDownloads {
  static final ApiKey KEY = new ApiKey("key");
  static final int SIZE = 100;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Queue<Source> sources = new ConcurrentLinkedQueue<>();
  private final HotArchives archives;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile @Nullable RuntimeException failure;

  /** Bytes that know whether they were freed. */
  private static final class Source implements ByteSource {
    private volatile boolean closed;

    @Override
    public long size() {
      return SIZE;
    }

    @Override
    public void read(long position, ByteBuffer target) {
      throw new AssertionError("nobody reads them");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  ScriptedDownloads(IdleLimits limits) {
    archives =
        new HotArchives(
            (_, _) -> download(),
            limits,
            _ -> {
              throw new AssertionError("nobody reads frames");
            },
            now::get);
  }

  private ReceivedResults download() throws InterruptedException {
    begun.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
    if (failure != null) {
      throw failure;
    }
    Source source = new Source();
    sources.add(source);
    return new ReceivedResults(source, 0, new ArchiveHeaders(null, null), new DecodeMemory(1));
  }

  HotArchives archives() {
    return archives;
  }

  ArchiveLease open(String task) throws InterruptedException {
    return archives.open(KEY, task, MediaFamily.IMAGE);
  }

  @Nullable ArchiveLease find(String task) throws InterruptedException {
    return archives.find(KEY, task);
  }

  /** Holds the downloads from now on back. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets all downloads go on. */
  void release() {
    gate.countDown();
  }

  void failWith(RuntimeException exception) {
    failure = exception;
  }

  /** Lets time pass and looks what has expired. */
  void pass(Duration time) {
    now.addAndGet(time.toNanos());
    archives.expire();
  }

  /** So many readers of one archive, all of them waiting for it. */
  List<WaitingReader> readers(int count) {
    List<WaitingReader> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readers.add(WaitingReader.start(() -> open("task")));
    }
    await().until(() -> readers.stream().allMatch(WaitingReader::isWaiting));
    return readers;
  }

  int begun() {
    return begun.get();
  }

  int interrupted() {
    return interrupted.get();
  }

  long freed() {
    return sources.stream().filter(source -> source.closed).count();
  }
}
