package ai.dragoneye.gateway.upstream;

/**
 * The answer to step 4.
 *
 * @param taskUuid the service's identifier of the task
 * @param family what the task is about
 * @param status the service's own words, an open set; fit for a message
 */
public record TaskStatus(String taskUuid, MediaFamily family, String status) {
  // Source: dragoneye/constants.py of the Python SDK.
  private static final String PREDICTED = "predicted";
  private static final String FAILED_PREFIX = "failed";

  /** Whether the results can be read. */
  public boolean succeeded() {
    return status.equals(PREDICTED);
  }

  /** Whether the task failed for good; the status then names the reason. */
  public boolean failed() {
    return status.startsWith(FAILED_PREFIX);
  }

  /** Whether the status will not change any more. */
  public boolean ended() {
    return succeeded() || failed();
  }
}
