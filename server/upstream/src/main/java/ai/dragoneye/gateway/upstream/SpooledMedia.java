package ai.dragoneye.gateway.upstream;

import ai.dragoneye.gateway.upstream.storage.SpoolFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Media in the spool: whole, private, repeatable. Thread-safe; frees its space when closed. */
public final class SpooledMedia implements MediaContent, AutoCloseable {
  private static final int BUFFER_BYTES = 256 << 10;
  // Reads block, and requests come from event loops: each drain runs on a virtual thread.
  private static final Scheduler READERS =
      Schedulers.fromExecutor(task -> Thread.ofVirtual().name("dragoneye-spool").start(task));

  private final SpoolFile file;
  private final @Nullable Integer declaredCrc32c;

  SpooledMedia(SpoolFile file, @Nullable Integer declaredCrc32c) {
    this.file = file;
    this.declaredCrc32c = declaredCrc32c;
  }

  @Override
  public long sizeBytes() {
    return file.size();
  }

  @Override
  public @Nullable Integer declaredCrc32c() {
    return declaredCrc32c;
  }

  @Override
  public Flow.Publisher<ByteBuf> bytes() {
    return JdkFlowAdapter.publisherToFlowPublisher(
        Flux.generate(() -> 0L, this::next).subscribeOn(READERS, true));
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  private Long next(Long position, SynchronousSink<ByteBuf> sink) {
    int length = (int) Math.min(BUFFER_BYTES, file.size() - position);
    if (length == 0) {
      sink.complete();
      return position;
    }
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.heapBuffer(length, length);
    try {
      file.read(position, buffer, length);
    } catch (IOException failed) {
      buffer.release();
      sink.error(failed);
      return position;
    }
    sink.next(buffer);
    return position + length;
  }

  /** Frees the space; an upload still reading fails. Idempotent. */
  @Override
  public void close() {
    discard(file);
  }

  static void discard(SpoolFile file) {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
