package ai.dragoneye.gateway.upstream.frames;

import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Frames as whole messages. */
final class ReadFrames {
  private ReadFrames() {}

  static FrameSettings settings(Path directory, int sortMemoryBytes, int cacheBytes) {
    return new FrameSettings(sortMemoryBytes, cacheBytes, 1 << 30, directory);
  }

  static List<VideoFrame> from(FrameView view, long frameIndex) {
    return rest(view.frames(frameIndex));
  }

  static List<VideoFrame> rest(FrameReader reader) {
    List<VideoFrame> frames = new ArrayList<>();
    while (reader.nextFrame()) {
      frames.add(current(reader));
    }
    return frames;
  }

  /** The frame that the reader stands on, with the objects it has not given out yet. */
  static VideoFrame current(FrameReader reader) {
    VideoFrame.Builder frame =
        VideoFrame.newBuilder().setTimestampMicroseconds(reader.timestampMicroseconds());
    for (FrameObject next = reader.nextObject(); next != null; next = reader.nextObject()) {
      frame.addObjects(next);
    }
    return frame.build();
  }

  /** The wire tells zeros and NaNs apart, equals does not. */
  static List<ByteString> bytes(List<? extends MessageLite> messages) {
    return messages.stream().map(MessageLite::toByteString).toList();
  }
}
