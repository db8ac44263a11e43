package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Objects;

/** The whole result of an image as one message, where it fits into one. */
final class ImageResults {
  /** The largest unary response, with room below the 4 MiB that clients accept by default. */
  static final int MAX_RESPONSE_BYTES = 7 * 512 * 1024;

  private static final String STREAMING_ALTERNATIVE = "ResultService.StreamImageResults";
  // Tag and length before each object within the message.
  private static final int FRAMING_BYTES = 5;

  private ImageResults() {}

  /** Reads {@code archive}, which stays the caller's. */
  static ImagePrediction read(ResultArchive archive, String taskUuid) {
    ImagePrediction.Builder prediction =
        ImagePrediction.newBuilder()
            .setTaskId(TaskIds.idOf(taskUuid))
            .setPredictionTaskUuid(taskUuid);
    String fileName = archive.originalFileName();
    if (fileName != null) {
      prediction.setOriginalFileName(fileName);
    }
    readObjects(archive, prediction);
    return prediction.build();
  }

  private static void readObjects(ResultArchive archive, ImagePrediction.Builder prediction) {
    long size = prediction.buildPartial().getSerializedSize();
    // An object that takes more than one piece is too large by itself.
    try (EncodedObjects objects = archive.imageObjects(ObjectFilter.NONE, 0, MAX_RESPONSE_BYTES)) {
      while (objects.next()) {
        ObjectPiece object = Objects.requireNonNull(objects.nextPiece());
        size += object.length() + FRAMING_BYTES;
        if (!object.last() || size > MAX_RESPONSE_BYTES) {
          throw new FailureException(
              new Failure.ResponseTooLarge(MAX_RESPONSE_BYTES, STREAMING_ALTERNATIVE));
        }
        prediction.addObjects(parse(object));
      }
    }
  }

  private static ImageDetectedObject parse(ObjectPiece object) {
    try {
      return ImageDetectedObject.parser()
          .parseFrom(object.buffer(), object.offset(), object.length());
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("not the object that was encoded", impossible);
    }
  }
}
