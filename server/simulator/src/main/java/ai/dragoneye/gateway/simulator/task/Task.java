package ai.dragoneye.gateway.simulator.task;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.media.StoredMedia;
import ai.dragoneye.gateway.simulator.prediction.PredictionGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prediction task. Thread-safe; its status is a function of the time it is asked at. */
public final class Task {
  private static final long MAX_FRAMES = 200_000;

  private final String id;
  private final TaskRequest request;
  private final PresignedForm form;
  private final TaskScript script;
  private @Nullable StoredMedia media;
  private @Nullable Run run;

  Task(String id, TaskRequest request, PresignedForm form, TaskScript script) {
    this.id = id;
    this.script = script;
    this.request = request;
    this.form = form;
  }

  private record Run(String model, Instant since, Optional<MediaFacts> facts) {}

  /** Its uuid. */
  public String id() {
    return id;
  }

  /** What begin asked for. */
  public TaskRequest request() {
    return request;
  }

  /** The permission to upload its media. */
  public PresignedForm form() {
    return form;
  }

  /** The media stored, if any. */
  public synchronized Optional<StoredMedia> media() {
    return Optional.ofNullable(media);
  }

  /** Keeps the media, in place of any before it; false once the prediction has started. */
  public synchronized boolean store(StoredMedia uploaded) {
    if (run != null) {
      return false;
    }
    media = uploaded;
    return true;
  }

  /**
   * Starts the prediction.
   *
   * @param assumed facts to go by when the media is unreadable; without them such a task fails
   */
  public synchronized PredictOutcome predict(
      String model, Instant now, Optional<MediaFacts> assumed) {
    if (media == null) {
      return PredictOutcome.NOTHING_UPLOADED;
    }
    if (run != null) {
      return PredictOutcome.ALREADY_STARTED;
    }
    run = new Run(model, now, media.facts().or(() -> assumed));
    return PredictOutcome.STARTED;
  }

  /** What became of a predict request. */
  public enum PredictOutcome {
    STARTED,
    NOTHING_UPLOADED,
    ALREADY_STARTED
  }

  /** Its status at a time. */
  public synchronized String status(Instant now) {
    if (run == null) {
      return script.before();
    }
    Duration time = request.family() == MediaFamily.IMAGE ? script.imageTime() : script.videoTime();
    String status = script.after(Duration.between(run.since(), now), time);
    return status.equals(TaskScript.PREDICTED) ? outcome(run) : status;
  }

  private String outcome(Run ended) {
    if (ended.facts().isEmpty()) {
      return "failed_unreadable_media";
    }
    boolean tooLong =
        PredictionGenerator.frameCount(ended.facts().get(), request.framesPerSecond()) > MAX_FRAMES;
    return tooLong ? "failed_media_too_long" : TaskScript.PREDICTED;
  }

  /** What its results are made from, empty unless it is predicted at that time. */
  public synchronized Optional<PredictedTask> results(Instant now) {
    if (run == null || media == null || !status(now).equals(TaskScript.PREDICTED)) {
      return Optional.empty();
    }
    String sha256 = media.sha256();
    String model = run.model();
    return run.facts()
        .map(
            facts ->
                new PredictedTask(
                    id, request.family(), model, request.framesPerSecond(), sha256, facts));
  }
}
