package ai.dragoneye.gateway.simulator.archive;

import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.prediction.PredictionGenerator;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.simulator.task.PredictedTask;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the simulator's own archives and remembers the latest small ones. Thread-safe. */
public final class GeneratedArchives {
  private static final int REMEMBERED = 64;
  private static final int LARGEST_REMEMBERED = 1 << 18;

  private final Map<PredictedTask, byte[]> recent =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PredictedTask, byte[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The archive of a task; the same media, model and frame rate give the same bytes. */
  public byte[] archiveOf(PredictedTask task) {
    byte[] known = remembered(task);
    if (known != null) {
      return known;
    }
    byte[] made = ArchiveWriter.write(predictionsFor(task));
    remember(task, made);
    return made;
  }

  /** What the simulated model says about a task's media. */
  public static Predictions predictionsFor(PredictedTask task) {
    return task.family() == MediaFamily.IMAGE
        ? PredictionGenerator.image(task.mediaSha256(), task.model(), task.facts())
        : PredictionGenerator.video(
            task.mediaSha256(), task.model(), task.facts(), task.framesPerSecond());
  }

  private synchronized byte @Nullable [] remembered(PredictedTask task) {
    return recent.get(task);
  }

  private synchronized void remember(PredictedTask task, byte[] archive) {
    if (archive.length <= LARGEST_REMEMBERED) {
      recent.put(task, archive);
    }
  }
}
