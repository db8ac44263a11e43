package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictionProgress;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of one prediction. Immutable, safe to share between calls and threads.
 *
 * <p>Two limits of time: the <em>completion timeout</em> is how long the service may work once it
 * has accepted the prediction; the <em>deadline</em> bounds the whole call, upload included. After
 * either, a prediction once accepted goes on and can be read later by its task id.
 */
public final class PredictOptions {
  private static final PredictOptions DEFAULTS = builder().build();

  private final @Nullable Duration completionTimeout;
  private final @Nullable Duration deadline;
  private final Map<String, String> parameters;
  private final @Nullable Integer framesPerSecond;
  private final @Nullable ResultFilter filter;
  private final LongConsumer onSent;
  private final Consumer<String> onTask;
  private final Consumer<PredictionProgress> onProgress;

  private PredictOptions(Builder builder) {
    completionTimeout = builder.completionTimeout;
    deadline = builder.deadline;
    parameters = Map.copyOf(builder.parameters);
    onSent = builder.onSent;
    onTask = builder.onTask;
    framesPerSecond = builder.framesPerSecond;
    filter = builder.filter;
    onProgress = builder.onProgress;
  }

  /** No limits beyond the gateway's, no parameters, no callbacks. */
  public static PredictOptions defaults() {
    return DEFAULTS;
  }

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  @Nullable Duration completionTimeout() {
    return completionTimeout;
  }

  @Nullable Duration deadline() {
    return deadline;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  LongConsumer onSent() {
    return onSent;
  }

  Consumer<String> onTask() {
    return onTask;
  }

  @Nullable Integer framesPerSecond() {
    return framesPerSecond;
  }

  @Nullable ResultFilter filter() {
    return filter;
  }

  Consumer<PredictionProgress> onProgress() {
    return onProgress;
  }

  /** Collects options. Not for several threads. */
  public static final class Builder {
    private @Nullable Duration completionTimeout;
    private @Nullable Duration deadline;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private LongConsumer onSent = bytes -> {};
    private Consumer<String> onTask = taskId -> {};
    private @Nullable Integer framesPerSecond;
    private @Nullable ResultFilter filter;
    private Consumer<PredictionProgress> onProgress = progress -> {};

    private Builder() {}

    /**
     * How long the prediction may take, counted from when the service accepted it; after that the
     * call ends with {@link PredictionTimeoutException}. Absent: the gateway's default, which goes
     * with the call: where that breaks after the service accepted the prediction, the client
     * watches the task for as long as it takes, or the {@link #deadline}. SDK: {@code
     * timeout_seconds}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder completionTimeout(Duration timeout) {
      completionTimeout = Durations.positive("completion timeout", timeout);
      return this;
    }

    /**
     * How long the whole call may take, counted from its beginning: its gRPC deadline. After that
     * it ends with {@link DeadlineExceededException}. Absent: as long as it takes.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration limit) {
      deadline = Durations.positive("deadline", limit);
      return this;
    }

    /**
     * Frames to sample per second of video. Absent: the service's default. Refused by the gateway
     * for images. SDK: {@code frames_per_second}.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder framesPerSecond(int frames) {
      if (frames < 1) {
        throw new IllegalArgumentException(
            "The frames per second must be at least 1, and " + frames + " is not");
      }
      framesPerSecond = frames;
      return this;
    }

    /**
     * Which objects of a video to send back; what passes is never trimmed. Absent: all. Refused by
     * the gateway for all but predictions of videos.
     */
    public Builder filter(ResultFilter selection) {
      filter = selection;
      return this;
    }

    /**
     * A further form field for the service, as the SDK's extra keyword arguments are. The last
     * value of a name counts.
     */
    public Builder parameter(String name, String value) {
      parameters.put(name, value);
      return this;
    }

    /**
     * Told after each chunk how many bytes of media were handed to the transport so far. Runs on
     * the thread that reads the media, which waits for it. What it throws ends the call and is
     * thrown to the caller.
     */
    public Builder onSent(LongConsumer listener) {
      onSent = listener;
      return this;
    }

    /**
     * Told the task id once the service accepted the prediction: from there on the task goes on
     * even if the call ends. Runs on a thread of the channel's and must not block. What it throws
     * ends the call and is thrown to the caller.
     */
    public Builder onTask(Consumer<String> listener) {
      onTask = listener;
      return this;
    }

    /**
     * Told how far the prediction of a video is; predictions of images tell nothing. Runs on a
     * thread of the channel's and must not block. What it throws ends the call and is thrown to the
     * caller.
     */
    public Builder onProgress(Consumer<PredictionProgress> listener) {
      onProgress = listener;
      return this;
    }

    /** Makes the options. */
    public PredictOptions build() {
      return new PredictOptions(this);
    }
  }
}
