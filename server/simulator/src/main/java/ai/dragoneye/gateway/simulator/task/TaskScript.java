package ai.dragoneye.gateway.simulator.task;

import java.time.Duration;
import java.util.List;

/**
 * How a task's status moves. The first status holds until {@code /predict} is accepted; those
 * between the first and the last share the inference time equally; the last one stays. A last
 * status that is neither {@code predicted} nor starts with {@code failed} is a task that never
 * ends.
 *
 * @param statuses at least two, in their order
 * @param imageTime inference time of an image
 * @param videoTime inference time of a video
 */
public record TaskScript(List<String> statuses, Duration imageTime, Duration videoTime) {
  public static final String PREDICTED = "predicted";

  public TaskScript {
    statuses = List.copyOf(statuses);
    if (statuses.size() < 2) {
      throw new IllegalArgumentException(
          "a task needs a status before and one after its prediction, not " + statuses);
    }
    if (imageTime.isNegative() || videoTime.isNegative()) {
      throw new IllegalArgumentException("an inference time must not be negative");
    }
  }

  /** A task that is {@code pending}, then {@code processing}, then {@code predicted}. */
  public static TaskScript succeeding() {
    return new TaskScript(
        List.of("pending", "processing", PREDICTED),
        Duration.ofMillis(300),
        Duration.ofMillis(900));
  }

  /** This script with other statuses. */
  public TaskScript withStatuses(String... all) {
    return new TaskScript(List.of(all), imageTime, videoTime);
  }

  /** This script with one inference time for images and videos. */
  public TaskScript withInferenceTime(Duration time) {
    return new TaskScript(statuses, time, time);
  }

  String before() {
    return statuses.getFirst();
  }

  String after(Duration elapsed, Duration inferenceTime) {
    if (elapsed.compareTo(inferenceTime) >= 0) {
      return statuses.getLast();
    }
    List<String> running = statuses.subList(1, statuses.size() - 1);
    if (running.isEmpty()) {
      return statuses.getFirst();
    }
    long share = Math.max(1, inferenceTime.toNanos() / running.size());
    int index = (int) Math.min(running.size() - 1, Math.max(0, elapsed.toNanos()) / share);
    return running.get(index);
  }
}
