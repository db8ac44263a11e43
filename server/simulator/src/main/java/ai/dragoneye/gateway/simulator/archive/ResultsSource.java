package ai.dragoneye.gateway.simulator.archive;

import ai.dragoneye.gateway.simulator.task.PredictedTask;
import java.util.Optional;

/** Supplies results of one's own. Called on a thread that may block, for every results request. */
@FunctionalInterface
public interface ResultsSource {

  /** Supplies none: all results are the simulator's own. */
  ResultsSource NONE = task -> Optional.empty();

  /** The archive to answer for a task, empty for the simulator's own. */
  Optional<ResultsArchive> archiveFor(PredictedTask task);
}
