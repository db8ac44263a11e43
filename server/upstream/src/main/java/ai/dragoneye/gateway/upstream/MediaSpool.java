package ai.dragoneye.gateway.upstream;

import ai.dragoneye.gateway.upstream.storage.BufferInbox;
import ai.dragoneye.gateway.upstream.storage.BufferInbox.SourceFailedException;
import ai.dragoneye.gateway.upstream.storage.SpaceBudget;
import ai.dragoneye.gateway.upstream.storage.SpoolFile;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;

/**
 * Keeps media of undeclared size until it is whole, since an upload has to say its size first. The
 * files have no name and are private; what they hold together is bounded. Thread-safe.
 */
public final class MediaSpool {
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration SUGGESTED_WAIT = Duration.ofSeconds(5);

  private final UpstreamSettings.Spool settings;
  private final SpaceBudget budget;

  /** An empty spool. */
  public MediaSpool(UpstreamSettings.Spool settings) {
    this.settings = settings;
    this.budget = new SpaceBudget(settings.totalBytes());
  }

  /**
   * Reads the publisher to its end, a few buffers ahead of the disk at most. Blocks; for virtual
   * threads. Interrupting cancels the publisher. Nothing bounds the time: whoever feeds the
   * publisher ends it with an error, and an unchecked one is thrown as it is.
   *
   * @param declaredCrc32c the CRC-32C the media must have, or null
   * @param progress hears, on the calling thread, how many bytes are in the file
   * @return the media, possibly empty, which the caller closes
   * @throws UpstreamException with MediaTooLarge, NoRoom, ChecksumMismatch, or UploadFailed where
   *     the disk fails
   */
  public SpooledMedia spool(
      Flow.Publisher<ByteBuf> bytes, @Nullable Integer declaredCrc32c, UploadProgress progress)
      throws InterruptedException {
    SpoolFile file = open();
    boolean handedOut = false;
    try (BufferInbox inbox = new BufferInbox()) {
      JdkFlowAdapter.flowPublisherToFlux(bytes).subscribe(inbox);
      int crc32c = copy(inbox, file, progress);
      verify(declaredCrc32c, crc32c);
      handedOut = true;
      return new SpooledMedia(file, declaredCrc32c);
    } catch (IOException disk) {
      throw diskFailed(disk);
    } finally {
      if (!handedOut) {
        SpooledMedia.discard(file);
      }
    }
  }

  /** Bytes of disk that no media holds at the moment. */
  public long freeBytes() {
    return budget.free();
  }

  /** Bytes of disk that media holds at the moment. */
  public long usedBytes() {
    return budget.used();
  }

  /** Bytes of disk for all media together. */
  public long totalBytes() {
    return budget.total();
  }

  private SpoolFile open() {
    try {
      return SpoolFile.create(settings.directory(), budget, settings.maxMediaBytes());
    } catch (IOException disk) {
      throw diskFailed(disk);
    }
  }

  private int copy(BufferInbox inbox, SpoolFile file, UploadProgress progress)
      throws InterruptedException, IOException {
    CRC32C crc32c = new CRC32C();
    ByteBuf buffer = next(inbox);
    while (buffer != null) {
      try {
        makeRoom(file, buffer.readableBytes());
        for (var part : buffer.nioBuffers()) {
          crc32c.update(part);
        }
        file.append(buffer);
      } finally {
        buffer.release();
      }
      progress.transferred(file.size());
      buffer = next(inbox);
    }
    return (int) crc32c.getValue();
  }

  private static @Nullable ByteBuf next(BufferInbox inbox) throws InterruptedException {
    try {
      return inbox.take(UNLIMITED);
    } catch (SourceFailedException failed) {
      if (failed.failure() instanceof RuntimeException ofCaller) {
        throw ofCaller;
      }
      throw new UpstreamException(
          new UpstreamFailure.UploadFailed("The media could not be read", null), failed.failure());
    } catch (TimeoutException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void makeRoom(SpoolFile file, int bytes) {
    if (!file.allows(bytes)) {
      throw new UpstreamException(
          new UpstreamFailure.MediaTooLarge(
              "Media whose size was not declared may have %d bytes at most; declare the size to send more"
                  .formatted(settings.maxMediaBytes()),
              null,
              null));
    }
    if (!file.reserve(bytes)) {
      throw new UpstreamException(
          new UpstreamFailure.NoRoom(
              "There is no room at the moment for media whose size was not declared",
              SUGGESTED_WAIT));
    }
  }

  private static void verify(@Nullable Integer declared, int received) {
    if (declared != null && declared != received) {
      throw new UpstreamException(
          new UpstreamFailure.ChecksumMismatch(
              "The media has the CRC-32C %08x, not the declared %08x".formatted(received, declared),
              declared,
              received));
    }
  }

  private static UpstreamException diskFailed(IOException disk) {
    return new UpstreamException(
        new UpstreamFailure.UploadFailed("The media could not be spooled to disk", null), disk);
  }
}
