package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskFamilies;
import ai.dragoneye.gateway.server.task.Tasks;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.frames.FrameSettings;
import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * Reads the results of tasks that were predicted before, here or elsewhere. Archives are shared by
 * their readers and held for a while; one that is here spares the look at the task's status, too.
 *
 * <p>Thread-safe; methods block and are meant for virtual threads. Failures are as in {@link
 * Tasks}.
 */
public final class Results implements AutoCloseable {
  private final Tasks tasks;
  private final HotArchives archives;
  private final ExpiryTimer expiry;

  /**
   * @param client in whose storage archives that nobody reads make room for those in demand
   * @param idle what is held of archives that nobody reads
   * @param frames what turning a video into frames may take
   */
  public Results(DragoneyeClient client, Tasks tasks, IdleLimits idle, FrameSettings frames) {
    this.tasks = tasks;
    ResultStorage storage = client.storage();
    this.archives =
        new HotArchives(
            client::results,
            idle,
            archive -> FrameView.build(archive, frames, storage),
            System::nanoTime);
    storage.onShortage(archives::freeOldestIdle);
    this.expiry = new ExpiryTimer(idle.time(), archives::expire);
  }

  /** What is done with an archive. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ArchiveLease archive) throws InterruptedException;
  }

  /** The result of a task about an image. */
  public ImagePrediction image(ApiKey key, String taskUuid) throws InterruptedException {
    return read(archive(key, taskUuid, MediaFamily.IMAGE), archive -> image(archive, taskUuid));
  }

  /** The result of a task about an image that is known to have succeeded. */
  public ImagePrediction imageOfSucceeded(ApiKey key, String taskUuid) throws InterruptedException {
    return read(
        archives.open(key, taskUuid, MediaFamily.IMAGE), archive -> image(archive, taskUuid));
  }

  private static ImagePrediction image(ArchiveLease archive, String taskUuid) {
    return ImageResults.read(archive.results().archive(), taskUuid);
  }

  /** Streams the objects of an image. */
  public void streamImage(ApiKey key, ResultQuery query, ResultSink sink)
      throws InterruptedException {
    query.check(MediaFamily.IMAGE);
    stream(archive(key, query.taskUuid(), MediaFamily.IMAGE), query, ImageObjects::new, sink);
  }

  /** Streams the objects of a video. */
  public void streamVideo(ApiKey key, ResultQuery query, ResultSink sink)
      throws InterruptedException {
    query.check(MediaFamily.VIDEO);
    stream(archive(key, query.taskUuid(), MediaFamily.VIDEO), query, VideoObjects::new, sink);
  }

  /**
   * Streams the objects of a video whose task is known to have succeeded, with the resume tokens of
   * {@link #streamVideo}.
   *
   * @param query with a filter that {@link FilterCheck} found nothing wrong with
   */
  public void streamVideoOfSucceeded(ApiKey key, ResultQuery query, ResultSink sink)
      throws InterruptedException {
    stream(archives.open(key, query.taskUuid(), MediaFamily.VIDEO), query, VideoObjects::new, sink);
  }

  /** Streams the frames of a video. */
  public void streamFrames(ApiKey key, ResultQuery query, ResultSink sink)
      throws InterruptedException {
    query.check(MediaFamily.VIDEO);
    stream(archive(key, query.taskUuid(), MediaFamily.VIDEO), query, VideoFrames::new, sink);
  }

  /** Streams the archive of a task about anything, byte for byte. */
  public void download(ApiKey key, String taskUuid, Outlet<DownloadResultsResponse> outlet)
      throws InterruptedException {
    try (ArchiveLease archive = archive(key, taskUuid)) {
      RawArchive.send(archive, taskUuid, outlet);
    }
  }

  private ArchiveLease archive(ApiKey key, String taskUuid, MediaFamily family)
      throws InterruptedException {
    ArchiveLease here = archives.find(key, taskUuid);
    if (here == null) {
      tasks.requireSucceeded(key, taskUuid, family);
      return archives.open(key, taskUuid, family);
    }
    if (here.family() != family) {
      here.close();
      TaskFamilies.require(family, here.family());
    }
    return here;
  }

  private ArchiveLease archive(ApiKey key, String taskUuid) throws InterruptedException {
    ArchiveLease here = archives.find(key, taskUuid);
    return here == null
        ? archives.open(key, taskUuid, tasks.requireSucceeded(key, taskUuid))
        : here;
  }

  private static void stream(
      ArchiveLease lease,
      ResultQuery query,
      BiFunction<ArchiveLease, ResultQuery, ResultSource> opening,
      ResultSink sink)
      throws InterruptedException {
    read(
        lease,
        archive -> {
          ResultSource source = opening.apply(archive, query);
          ResumeTokens tokens = ResumeTokens.of(source.kind(), query, archive.results());
          return new ResultStream(source, tokens, sink).run(tokens.start(query.resumeToken()));
        });
  }

  /** Reads an archive and lets go of it. */
  private static <T> T read(ArchiveLease lease, Reading<T> reading) throws InterruptedException {
    try (lease) {
      return reading.of(lease);
    } catch (UpstreamException e) {
      if (e.failure() instanceof UpstreamFailure.ResultsCorrupt) {
        lease.spoil();
      }
      throw e;
    } catch (CancellationException e) {
      throw interrupt(e);
    }
  }

  /** Readers that decode tell of an interrupt in their own way. */
  private static InterruptedException interrupt(CancellationException e) {
    if (!Thread.interrupted()) {
      throw e;
    }
    return new InterruptedException("the result is not wanted any more");
  }

  /** Cancels downloads and frees all archives. */
  @Override
  public void close() {
    expiry.close();
    archives.close();
  }
}
