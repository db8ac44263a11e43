package ai.dragoneye.gateway.upstream.frames;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.v1.FrameObject;
import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoFrame;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Frames as whole messages, put together out of their pieces. */
final class ReadFrames {
  static final int LARGE_PIECES = 256 << 10;

  private ReadFrames() {}

  static FrameSettings settings(Path directory, int sortMemoryBytes, int cacheBytes) {
    return new FrameSettings(sortMemoryBytes, cacheBytes, 1 << 30, directory);
  }

  static FrameReader reader(FrameView view, long frameIndex) {
    return view.frames(frameIndex, ObjectFilter.NONE, LARGE_PIECES);
  }

  static List<VideoFrame> from(FrameView view, long frameIndex) {
    return from(view, frameIndex, ObjectFilter.NONE, LARGE_PIECES);
  }

  static List<VideoFrame> from(FrameView view, long start, ObjectFilter filter, int pieceBytes) {
    try (FrameReader reader = view.frames(start, filter, pieceBytes)) {
      List<VideoFrame> frames = new ArrayList<>();
      while (reader.next()) {
        frames.add(current(reader));
      }
      return frames;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The frame that the reader stands on, none of whose pieces were read yet. */
  static VideoFrame current(FrameReader reader) {
    VideoFrame.Builder frame =
        VideoFrame.newBuilder().setTimestampMicroseconds(reader.timestampMicroseconds());
    boolean last = false;
    for (FramePiece piece = reader.nextPiece(); piece != null; piece = reader.nextPiece()) {
      assertThat(last).isFalse();
      last = piece.last();
      append(piece, parse(piece), frame);
    }
    assertThat(last).isTrue();
    return frame.build();
  }

  private static void append(FramePiece piece, VideoFrame part, VideoFrame.Builder whole) {
    assertThat(part.getTimestampMicroseconds()).isEqualTo(whole.getTimestampMicroseconds());
    List<FrameObject> objects = part.getObjectsList();
    if (piece.continuedCategory() >= 0) {
      proceed(piece, objects.getFirst(), whole.getObjectsBuilder(whole.getObjectsCount() - 1));
      objects = objects.subList(1, objects.size());
    } else {
      assertThat(piece.continuedAttribute()).isNegative();
    }
    whole.addAllObjects(objects);
  }

  private static void proceed(FramePiece piece, FrameObject object, FrameObject.Builder whole) {
    assertThat(object.toBuilder().clearCategories().build().toByteString())
        .isEqualTo(whole.build().toBuilder().clearCategories().build().toByteString());
    List<ImageCategoryPrediction> categories = object.getCategoriesList();
    if (piece.continuedAttribute() < 0) {
      assertThat(piece.continuedCategory()).isEqualTo(whole.getCategoriesCount());
    } else {
      ImageCategoryPrediction.Builder category =
          whole.getCategoriesBuilder(piece.continuedCategory());
      assertThat(piece.continuedCategory()).isEqualTo(whole.getCategoriesCount() - 1);
      assertThat(piece.continuedAttribute()).isEqualTo(category.getAttributesCount());
      category.addAllAttributes(categories.getFirst().getAttributesList());
      categories = categories.subList(1, categories.size());
    }
    whole.addAllCategories(categories);
  }

  /** A piece, of which the generated class would have written the same bytes. */
  static VideoFrame parse(FramePiece piece) {
    try {
      ByteString bytes = ByteString.copyFrom(piece.buffer(), 0, piece.length());
      VideoFrame parsed = VideoFrame.parseFrom(bytes);
      assertThat(parsed.toByteString()).isEqualTo(bytes);
      return parsed;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The wire tells zeros and NaNs apart, equals does not. */
  static List<ByteString> bytes(List<? extends MessageLite> messages) {
    return messages.stream().map(MessageLite::toByteString).toList();
  }
}
