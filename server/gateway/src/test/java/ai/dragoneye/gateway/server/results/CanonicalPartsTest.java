package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.wire.SentMessages;
import ai.dragoneye.gateway.upstream.frames.FramePiece;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoFramePart;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import com.google.protobuf.MessageLite;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is framed by hand is what the generated classes would write, byte for byte. */
class CanonicalPartsTest {
  private static final int ROUNDS = 12;
  private static final String TOKEN = "t".repeat(36);

  @ParameterizedTest
  @CsvSource({
    "0, -1, -1, true",
    "0, -1, -1, false",
    "1, 0, -1, true",
    "127, 0, 0, true",
    "128, 5, 0, false",
    "9223372036854775807, 2147483647, 2147483647, true",
  })
  void shouldFrameAPieceOfAnObjectOfAVideo(long index, int category, int attribute, boolean last) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      // given
      VideoDetectedObject object = new NastyObjects(seed).video();
      VideoObjectPart.Builder part =
          VideoObjectPart.newBuilder().setObjectIndex(index).setObject(object).setLast(last);
      if (category >= 0) {
        part.setContinuedCategoryIndex(category);
      }
      if (attribute >= 0) {
        part.setContinuedAttributeIndex(attribute);
      }
      if (last) {
        part.setResumeToken(TOKEN);
      }

      // when
      byte[] streamed =
          SentMessages.bytes(
              VideoObjects.part(index, piece(object, category, attribute, last), TOKEN)
                  .in(StreamVideoResultsResponse.OBJECT_FIELD_NUMBER));
      byte[] predicted =
          SentMessages.bytes(
              VideoObjects.part(index, piece(object, category, attribute, last), TOKEN)
                  .in(PredictVideoResponse.OBJECT_FIELD_NUMBER));

      // then
      assertThat(streamed)
          .isEqualTo(StreamVideoResultsResponse.newBuilder().setObject(part).build().toByteArray());
      assertThat(predicted)
          .isEqualTo(PredictVideoResponse.newBuilder().setObject(part).build().toByteArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, -1, true", "0, -1, false", "128, 0, true", "9223372036854775807, 300, false"})
  void shouldFrameAPieceOfAnObjectOfAnImage(long index, int category, boolean last) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      // given
      ImageDetectedObject object = new NastyObjects(seed).image();
      ImageObjectPart.Builder part =
          ImageObjectPart.newBuilder().setObjectIndex(index).setObject(object).setLast(last);
      if (category >= 0) {
        part.setContinuedCategoryIndex(category);
      }
      if (last) {
        part.setResumeToken(TOKEN);
      }

      // when
      byte[] streamed =
          SentMessages.bytes(
              ImageObjects.part(index, piece(object, category, -1, last), TOKEN)
                  .in(StreamImageResultsResponse.OBJECT_FIELD_NUMBER));

      // then
      assertThat(streamed)
          .isEqualTo(StreamImageResultsResponse.newBuilder().setObject(part).build().toByteArray());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, -1, -1, true",
    "0, -1, -1, false",
    "128, 7, -1, false",
    "9223372036854775807, 0, 0, true"
  })
  void shouldFrameAPieceOfAFrame(long index, int category, int attribute, boolean last) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      // given
      VideoFrame frame = new NastyObjects(seed).frame();
      VideoFramePart.Builder part =
          VideoFramePart.newBuilder().setFrameIndex(index).setFrame(frame).setLast(last);
      if (category >= 0) {
        part.setContinuedCategoryIndex(category);
      }
      if (attribute >= 0) {
        part.setContinuedAttributeIndex(attribute);
      }
      if (last) {
        part.setResumeToken(TOKEN);
      }
      byte[] buffer = Arrays.copyOf(frame.toByteArray(), frame.getSerializedSize() + 9);
      FramePiece piece =
          new FramePiece(buffer, frame.getSerializedSize(), category, attribute, last);

      // when
      byte[] streamed =
          SentMessages.bytes(
              FrameElements.part(index, piece, TOKEN)
                  .in(StreamVideoFramesResponse.FRAME_FIELD_NUMBER));

      // then
      assertThat(streamed)
          .isEqualTo(StreamVideoFramesResponse.newBuilder().setFrame(part).build().toByteArray());
    }
  }

  @Test
  void shouldFrameAnObjectOfWhichEverythingIsZero() {
    assertThat(
            SentMessages.bytes(
                VideoObjects.part(
                    0, piece(VideoDetectedObject.getDefaultInstance(), -1, -1, true), "")))
        .isEqualTo(
            VideoObjectPart.newBuilder()
                .setObject(VideoDetectedObject.getDefaultInstance())
                .setLast(true)
                .setResumeToken("")
                .build()
                .toByteArray());
  }

  /** Somewhere in a buffer, as a reader lends it. */
  private static ObjectPiece piece(MessageLite object, int category, int attribute, boolean last) {
    byte[] bytes = object.toByteArray();
    byte[] buffer = new byte[bytes.length + 11];
    System.arraycopy(bytes, 0, buffer, 6, bytes.length);
    return new ObjectPiece(buffer, 6, bytes.length, category, attribute, last);
  }
}
