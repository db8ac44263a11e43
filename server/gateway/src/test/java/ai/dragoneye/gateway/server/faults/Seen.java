package ai.dragoneye.gateway.server.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a cell.
 *
 * @param kind the kind of call that met it
 * @param cell which one
 * @param ending what the caller got
 * @param predicts requests to predict that the simulator saw, those answered 429 aside
 * @param retries how often the step was repeated, {@link Expected#UNSEEN} where that is not seen
 * @param took from the call to its end
 * @param violations promises that hold for every cell and were broken in this one
 */
record Seen(
    Kind kind,
    Cell cell,
    Ending ending,
    int predicts,
    int retries,
    Duration took,
    List<String> violations) {

  /** What differs from the contract; empty where nothing does. */
  List<String> differences() {
    Expected expected = cell.expected();
    List<String> found = new ArrayList<>(violations);
    Expected got =
        new Expected(
            ending.outcome(), ending.predictSent(), predicts, retries, expected.notBefore());
    if (!got.equals(expected)) {
      found.add("expected " + expected + ", got " + got + " " + ending.metadata());
    }
    if (took.compareTo(expected.notBefore()) < 0) {
      found.add("ended after " + took);
    }
    return found.stream().map(difference -> kind + " " + cell + ": " + difference).toList();
  }
}
