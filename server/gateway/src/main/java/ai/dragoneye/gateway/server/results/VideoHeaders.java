package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.results.MemoryShare;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.NoSuchElementException;

/** Cuts the header of a video at its timeline, each piece made when it is asked for. */
final class VideoHeaders implements Headers<VideoHeader> {
  // At most 10 bytes each, so that headers stay below the size of other parts.
  static final int TIMESTAMPS_PER_HEADER = 24_000;

  private final VideoHeader scalars;
  private final long[] timeline;
  private final MemoryShare memory;
  private int next;
  private boolean done;

  /**
   * @param memory of the timeline, given back in the end
   */
  VideoHeaders(VideoHeader scalars, long[] timeline, MemoryShare memory) {
    this.scalars = scalars;
    this.timeline = timeline;
    this.memory = memory;
  }

  static VideoHeaders of(ResultArchive archive, TaskName task) {
    VideoHeader.Builder scalars =
        VideoHeader.newBuilder()
            .setTaskId(task.id())
            .setPredictionTaskUuid(task.uuid())
            .setFramesPerSecond(archive.framesPerSecond());
    String fileName = archive.originalFileName();
    if (fileName != null) {
      scalars.setOriginalFileName(fileName);
    }
    MemoryShare memory = new MemoryShare(archive.memory());
    return new VideoHeaders(scalars.build(), archive.frameTimestamps(memory), memory);
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public VideoHeader next() {
    if (done) {
      throw new NoSuchElementException();
    }
    VideoHeader.Builder header = scalars.toBuilder();
    int end = Math.min(timeline.length, next + TIMESTAMPS_PER_HEADER);
    for (; next < end; next++) {
      header.addFrameTimestampsMicroseconds(timeline[next]);
    }
    done = next == timeline.length;
    return header.setLast(done).build();
  }

  @Override
  public void close() {
    memory.close();
  }
}
