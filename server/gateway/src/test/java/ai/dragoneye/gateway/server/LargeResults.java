package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Archives larger than what the simulator makes of a picture. */
final class LargeResults {
  private LargeResults() {}

  static ResultsSource ofImageObjects(int count) {
    List<DetectedObject> objects =
        LongStream.range(0, count).mapToObj(LargeResults::object).toList();
    byte[] archive = ArchiveWriter.write(new Predictions(objects, Optional.empty()));
    return task -> Optional.of(new ResultsArchive.InMemory(archive));
  }

  /** Only for what that model predicts. */
  static ResultsSource ofImageObjectsBy(String model, int count) {
    ResultsSource large = ofImageObjects(count);
    return task -> task.model().equals(model) ? large.archiveFor(task) : Optional.empty();
  }

  static ResultsSource ofVideoObjects(int count) {
    List<DetectedObject> objects =
        LongStream.range(0, count).mapToObj(LargeResults::object).toList();
    byte[] archive = ArchiveWriter.write(new Predictions(objects, Optional.of(List.of(0L))));
    return task -> Optional.of(new ResultsArchive.InMemory(archive));
  }

  private static DetectedObject object(long id) {
    return new DetectedObject(
        id,
        List.of(new DetectedObject.TimeRange(0, 0)),
        List.of(
            new DetectedObject.Observation(
                0, Optional.of(new DetectedObject.Detection(0.1, 0.2, 0.3, 0.4, 0.5)))),
        List.of());
  }
}
