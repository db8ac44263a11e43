package ai.dragoneye.gateway.upstream.testing;

import ai.dragoneye.gateway.upstream.MediaContent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Media made of given chunks, handed out strictly on demand on the thread that demands. */
public final class TestMedia implements MediaContent {
  private final List<byte[]> chunks;
  private final long sizeBytes;
  private final @Nullable Integer crc32c;
  private final boolean repeatable;
  private final AtomicInteger subscriptions = new AtomicInteger();
  private final AtomicInteger cancellations = new AtomicInteger();
  private final AtomicLong emitted = new AtomicLong();
  private final AtomicLong requested = new AtomicLong();
  private final List<ByteBuf> buffers = new CopyOnWriteArrayList<>();

  private TestMedia(
      List<byte[]> chunks, long sizeBytes, @Nullable Integer crc32c, boolean repeatable) {
    this.chunks = chunks;
    this.sizeBytes = sizeBytes;
    this.crc32c = crc32c;
    this.repeatable = repeatable;
  }

  /** Random bytes in chunks, declared as they are. */
  public static TestMedia of(int chunks, int chunkBytes) {
    Random random = new Random(42);
    byte[][] content = new byte[chunks][chunkBytes];
    for (byte[] chunk : content) {
      random.nextBytes(chunk);
    }
    return of(List.of(content));
  }

  public static TestMedia of(List<byte[]> chunks) {
    CRC32C crc = new CRC32C();
    chunks.forEach(crc::update);
    long size = chunks.stream().mapToLong(chunk -> chunk.length).sum();
    return new TestMedia(chunks, size, (int) crc.getValue(), false);
  }

  public TestMedia repeated() {
    return new TestMedia(chunks, sizeBytes, crc32c, true);
  }

  public TestMedia declaring(long size, @Nullable Integer crc) {
    return new TestMedia(chunks, size, crc, repeatable);
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public @Nullable Integer declaredCrc32c() {
    return crc32c;
  }

  @Override
  public boolean repeatable() {
    return repeatable;
  }

  /** The whole of it. */
  public byte[] whole() {
    byte[] whole = new byte[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, whole, at, chunk.length);
      at += chunk.length;
    }
    return whole;
  }

  public int subscriptions() {
    return subscriptions.get();
  }

  public int cancellations() {
    return cancellations.get();
  }

  /** Chunks handed out so far, over all subscriptions. */
  public long emitted() {
    return emitted.get();
  }

  /** Chunks asked for so far, over all subscriptions. */
  public long requested() {
    return requested.get();
  }

  /** Whether every buffer handed out has been released exactly as often as it has to. */
  public boolean allReleased() {
    return buffers.stream().allMatch(buffer -> buffer.refCnt() == 0);
  }

  @Override
  public Flow.Publisher<ByteBuf> bytes() {
    return subscriber -> {
      subscriptions.incrementAndGet();
      subscriber.onSubscribe(new Chunks(subscriber));
    };
  }

  private final class Chunks implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuf> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private int next;
    private boolean ended;

    Chunks(Flow.Subscriber<? super ByteBuf> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      requested.addAndGet(count);
      lock.lock();
      try {
        for (long i = 0; i < count && !ended; i++) {
          emit();
        }
      } finally {
        lock.unlock();
      }
    }

    private void emit() {
      if (next < chunks.size()) {
        byte[] chunk = chunks.get(next++);
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(chunk.length);
        buffer.writeBytes(chunk);
        buffers.add(buffer);
        emitted.incrementAndGet();
        subscriber.onNext(buffer);
      }
      if (next == chunks.size() && !ended) {
        ended = true;
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      ended = true;
      cancellations.incrementAndGet();
    }
  }
}
