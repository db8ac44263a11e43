package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure.NoRoom;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.FileSource;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads an archive in a file with many readers at a time, in a process of its own: prints how many
 * came to the end, how many found no room, and whether memory stayed within the budget.
 */
final class ConcurrentReaders {
  static final int READERS = 24;
  static final long BUDGET_BYTES = 48L << 20;

  private static final DecodeMemory MEMORY = new DecodeMemory(BUDGET_BYTES);
  private static final CountDownLatch BEGUN = new CountDownLatch(READERS);
  private static final AtomicInteger WHOLE = new AtomicInteger();
  private static final AtomicInteger REFUSED = new AtomicInteger();
  private static final AtomicLong MOST = new AtomicLong();

  private ConcurrentReaders() {}

  public static void main(String[] arguments) throws Exception {
    Path archive = Path.of(arguments[0]);
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    for (int i = 0; i < READERS; i++) {
      threads.execute(() -> read(archive));
    }
    threads.shutdown();
    if (!threads.awaitTermination(4, TimeUnit.MINUTES)) {
      throw new IllegalStateException("readers hang");
    }
    System.out.printf("%d whole%n%d without room%n", WHOLE.get(), REFUSED.get());
    System.out.printf("at most %d bytes reserved%n", MOST.get());
    System.out.printf("%d bytes left behind%n", MEMORY.reservedBytes());
  }

  private static void read(Path file) {
    boolean[] begun = new boolean[1];
    try (ResultArchive archive =
            ResultArchive.open(
                new FileSource(file),
                new ArchiveHeaders(null, "30"),
                DecodeBounds.DEFAULT,
                MEMORY);
        EncodedObjects objects = archive.videoObjects(ObjectFilter.NONE, 0, 1 << 20)) {
      while (objects.next()) {
        while (objects.nextPiece() != null) {
          MOST.accumulateAndGet(MEMORY.reservedBytes(), Math::max);
        }
        meet(begun);
      }
      WHOLE.incrementAndGet();
    } catch (UpstreamException e) {
      if (!(e.failure() instanceof NoRoom)) {
        throw e;
      }
      REFUSED.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!begun[0]) {
        BEGUN.countDown();
      }
    }
  }

  /** Nobody goes on before all have begun, or were refused: they hold their memory together. */
  private static void meet(boolean[] begun) {
    if (begun[0]) {
      return;
    }
    begun[0] = true;
    BEGUN.countDown();
    try {
      BEGUN.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
