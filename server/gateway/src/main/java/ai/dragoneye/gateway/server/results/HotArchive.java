package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.KeyedTask;
import ai.dragoneye.gateway.server.telemetry.PhaseTrack;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An archive on its way or here, shared by its readers. Thread-safe. */
final class HotArchive {
  private static final Logger LOG = LoggerFactory.getLogger(HotArchive.class);

  private final KeyedTask.Identity task;
  private final MediaFamily family;
  private final SharedFrames frames;
  private final CompletableFuture<ReceivedResults> arrival = new CompletableFuture<>();
  private final Thread downloader;

  /** Downloads an archive. Blocks; ends soon when interrupted. */
  @FunctionalInterface
  interface Download {
    ReceivedResults run() throws InterruptedException;
  }

  private HotArchive(
      KeyedTask.Identity task, MediaFamily family, SharedFrames frames, Download download) {
    this.task = task;
    this.family = family;
    this.frames = frames;
    // It belongs to no reader: the one who began it may leave while others wait.
    this.downloader =
        Thread.ofVirtual()
            .name("download-" + task.uuid())
            .unstarted(PhaseTrack.carriedBy(withLogContext(() -> run(download))));
  }

  /** Starts a download. */
  static HotArchive start(
      KeyedTask.Identity task, MediaFamily family, SharedFrames frames, Download download) {
    HotArchive archive = new HotArchive(task, family, frames, download);
    archive.downloader.start();
    return archive;
  }

  private static Runnable withLogContext(Runnable work) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    return () -> {
      if (context != null) {
        MDC.setContextMap(context);
      }
      work.run();
    };
  }

  private void run(Download download) {
    try {
      ReceivedResults results = download.run();
      if (!arrival.complete(results)) {
        results.close();
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      arrival.completeExceptionally(e);
    }
  }

  KeyedTask.Identity task() {
    return task;
  }

  MediaFamily family() {
    return family;
  }

  SharedFrames frames() {
    return frames;
  }

  boolean hasFailed() {
    return arrival.isCompletedExceptionally();
  }

  /** Whether it is here. */
  boolean hasArrived() {
    return arrival.isDone() && !arrival.isCompletedExceptionally();
  }

  /** Its size, once it is here. */
  long sizeBytes() {
    return arrival.join().bytes().size();
  }

  /** Waits until it is here, and fails as its download does. */
  ReceivedResults await() throws InterruptedException {
    try {
      return arrival.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Each reader gets an exception of its own: traces and suppressed ones are not to be shared. */
  private static RuntimeException failure(@Nullable Throwable cause) {
    return cause instanceof UpstreamException upstream
        ? new UpstreamException(upstream.failure(), upstream.getCause())
        : new IllegalStateException("the download of an archive failed", cause);
  }

  /** Cancels the download, or frees what it brought. Idempotent. */
  void free() {
    if (arrival.completeExceptionally(new CancellationException("nobody reads it any more"))) {
      downloader.interrupt();
    } else if (hasArrived()) {
      close(arrival.join());
    }
  }

  private static void close(ReceivedResults results) {
    try {
      results.close();
    } catch (RuntimeException e) {
      LOG.warn("an archive was not freed", e);
    }
  }
}
