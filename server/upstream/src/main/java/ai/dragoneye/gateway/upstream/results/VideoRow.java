package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.BboxObservation;
import ai.dragoneye.gateway.v1.TimestampRange;
import ai.dragoneye.gateway.v1.VideoBboxObservation;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import java.util.function.Supplier;

/** Reads a row as an object tracked through a video. */
final class VideoRow implements Supplier<VideoDetectedObject> {
  private final LongColumn objectId;
  private final ListCursor ranges;
  private final RangeColumns range;
  private final ListCursor observations;
  private final LongColumn timestamp;
  private final BboxColumns bbox;
  private final VideoCategories categories;

  VideoRow(TableColumns table) {
    StructFields root = table.root();
    objectId = root.longs("object_id");
    ranges = root.list("timestamp_ranges");
    range = RangeColumns.of(root.structsOf(ranges));
    observations = root.list("bbox_observations");
    StructFields observation = root.structsOf(observations);
    timestamp = observation.longs("timestamp_microseconds");
    bbox = new BboxColumns(observation, table.position());
    categories = new VideoCategories(root);
  }

  @Override
  public VideoDetectedObject get() {
    VideoDetectedObject.Builder object =
        VideoDetectedObject.newBuilder().setObjectId(objectId.next());
    ranges.forEach(() -> object.addTimestampRanges(readRange()));
    observations.forEach(() -> object.addBboxObservations(readObservation()));
    categories.readInto(object);
    return object.build();
  }

  private TimestampRange readRange() {
    return TimestampRange.newBuilder()
        .setTimestampStartUsInclusive(range.start().next())
        .setTimestampEndUsInclusive(range.end().next())
        .build();
  }

  private VideoBboxObservation readObservation() {
    VideoBboxObservation.Builder observation =
        VideoBboxObservation.newBuilder().setTimestampMicroseconds(timestamp.next());
    BboxObservation box = bbox.next();
    if (box != null) {
      observation.setObservation(box);
    }
    return observation.build();
  }
}
