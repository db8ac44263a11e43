package ai.dragoneye.gateway.simulator.traffic;

import java.util.List;
import java.util.Map;

/**
 * What was asked of one task so far. Requests answered by a scripted fault are counted like any
 * other.
 *
 * @param taskId the task's uuid
 * @param beginFields the form fields of begin, in the order sent
 * @param uploads every upload attempt, oldest first
 * @param predictCount requests to predict that named this task
 * @param predictFields the form fields of the latest of them, empty before the first
 * @param statusPolls status requests
 * @param resultsRequests results requests
 */
public record TaskTraffic(
    String taskId,
    Map<String, String> beginFields,
    List<UploadTraffic> uploads,
    int predictCount,
    Map<String, String> predictFields,
    int statusPolls,
    int resultsRequests) {

  /** Whether the object store holds this task's media. */
  public boolean stored() {
    return uploads.stream().anyMatch(u -> u.outcome() == UploadTraffic.Outcome.STORED);
  }
}
