package ai.dragoneye.gateway.upstream.frames;

/**
 * Cuts sorted observations into frames: one for each time that the timeline or an observation
 * names.
 */
final class FrameWriter implements RunMerge.Target {
  private final AppendFile frames;
  private final AppendFile observations;
  private final long[] timeline;
  private int timelinePlace;
  private long frameCount;
  private long observationCount;
  private long lastTimestamp;

  /**
   * @param timeline ascending; a time named twice is one frame
   */
  FrameWriter(AppendFile frames, AppendFile observations, long[] timeline) {
    this.frames = frames;
    this.observations = observations;
    this.timeline = timeline;
  }

  @Override
  public void accept(byte[] bytes, int offset) {
    long timestamp = ObservationRecord.timestamp(bytes, offset);
    while (timelinePlace < timeline.length && timeline[timelinePlace] <= timestamp) {
      startFrame(timeline[timelinePlace++]);
    }
    startFrame(timestamp);
    observations.append(bytes, offset, ObservationRecord.BYTES);
    observationCount++;
  }

  /** Starts what is left of the timeline, ends the last frame, and makes all of it readable. */
  FrameTable finish() {
    while (timelinePlace < timeline.length) {
      startFrame(timeline[timelinePlace++]);
    }
    FrameEntry.append(frames, Long.MAX_VALUE, observationCount);
    return new FrameTable(frames.finish(), observations.finish(), frameCount);
  }

  private void startFrame(long timestamp) {
    if (frameCount == 0 || timestamp != lastTimestamp) {
      FrameEntry.append(frames, timestamp, observationCount);
      lastTimestamp = timestamp;
      frameCount++;
    }
  }
}
