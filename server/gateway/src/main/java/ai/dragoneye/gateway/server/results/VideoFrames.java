package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.frames.FrameView;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.VideoHeader;

/** The result of a video, frame by frame. */
record VideoFrames(ArchiveLease lease, TaskName task, ObjectFilter filter) implements ResultSource {

  VideoFrames(ArchiveLease lease, ResultQuery query) {
    this(lease, query.task(), Filters.of(query.filter()));
  }

  @Override
  public StreamKind kind() {
    return StreamKind.VIDEO_FRAMES;
  }

  @Override
  public Headers<VideoHeader> headers() {
    return VideoHeaders.of(lease.results().archive(), task);
  }

  @Override
  public Elements elements(long start) throws InterruptedException {
    SharedFrames frames = lease.frames();
    FrameView view = frames.acquire(lease.results().archive());
    try {
      if (start > view.frameCount()) {
        throw new FailureException(new Failure.ResumeTokenStale());
      }
      return new FrameElements(view.frames(start, filter, PartSize.PIECE_BYTES), frames::release);
    } catch (RuntimeException e) {
      frames.release();
      throw e;
    }
  }
}
