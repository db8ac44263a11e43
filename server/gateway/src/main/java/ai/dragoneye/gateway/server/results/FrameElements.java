package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.frames.FrameReader;
import ai.dragoneye.gateway.v1.FrameObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frames of a result in order of time. */
final class FrameElements implements Elements {
  private final FrameReader frames;
  private final Selection selection;
  private final Runnable onClose;
  private @Nullable VideoFrameParts parts;
  private long readCount;

  /**
   * @param onClose gives back what {@code frames} reads from
   */
  FrameElements(FrameReader frames, Selection selection, Runnable onClose) {
    this.frames = frames;
    this.selection = selection;
    this.onClose = onClose;
  }

  @Override
  public boolean next() throws InterruptedException {
    parts = null;
    while (frames.nextFrame()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the frames are not wanted any more");
      }
      readCount++;
      if (passes()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long index() {
    return frames.frameIndex();
  }

  @Override
  public long readCount() {
    return readCount;
  }

  private boolean passes() {
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
  public @Nullable WireMessage nextPart(String resumeToken) {
    if (parts == null) {
      parts =
          new VideoFrameParts(
              frames.frameIndex(), frames.timestampMicroseconds(), frames::nextObject, resumeToken);
    }
    VideoFrameParts left = Objects.requireNonNull(parts);
    return left.hasNext() ? WireMessage.of(left.next()) : null;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
