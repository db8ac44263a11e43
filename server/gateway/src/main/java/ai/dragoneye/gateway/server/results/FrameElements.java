package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.frames.FrameReader;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoFramePart;
import java.util.Iterator;

/** The frames of a result in order of time. */
final class FrameElements implements Elements<VideoFramePart> {
  private final FrameReader frames;
  private final Selection selection;
  private final Runnable onClose;

  /**
   * @param onClose gives back what {@code frames} reads from
   */
  FrameElements(FrameReader frames, Selection selection, Runnable onClose) {
    this.frames = frames;
    this.selection = selection;
    this.onClose = onClose;
  }

  @Override
  public boolean next() {
    return frames.nextFrame();
  }

  @Override
  public long index() {
    return frames.frameIndex();
  }

  @Override
  public boolean passes() {
    return selection.passesTime(frames.timestampMicroseconds())
        && (selection.isAnyCategory() || anyObjectPasses());
  }

  private boolean anyObjectPasses() {
    boolean passes = false;
    for (FrameObject next = frames.nextObject();
        next != null && !passes;
        next = frames.nextObject()) {
      passes = selection.passes(next);
    }
    frames.restartObjects();
    return passes;
  }

  @Override
  public Iterator<VideoFramePart> parts(String resumeToken) {
    return new VideoFrameParts(
        frames.frameIndex(), frames.timestampMicroseconds(), frames::nextObject, resumeToken);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
