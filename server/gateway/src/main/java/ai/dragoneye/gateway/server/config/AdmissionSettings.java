package ai.dragoneye.gateway.server.config;

import java.time.Duration;

/**
 * How much is let in at a time. All limits are those of one replica.
 *
 * @param predictions at a time, of all callers
 * @param maxStreams calls at a time that stream statuses or results
 * @param maxReads calls at a time that are answered with one message and take no media
 * @param upstream how many predictions of one API key may be under way
 * @param mediaBytes memory for media on its way in
 * @param requestBytes memory for requests that carry no media
 * @param retryAfter the least a refused caller is asked to wait; up to twice that
 * @param quota of each caller
 * @param connections of callers
 */
public record AdmissionSettings(
    Predictions predictions,
    int maxStreams,
    int maxReads,
    Upstream upstream,
    long mediaBytes,
    long requestBytes,
    Duration retryAfter,
    CallerQuota quota,
    Connections connections) {
  public AdmissionSettings {
    Require.positive("max_streams", maxStreams);
    Require.positive("max_reads", maxReads);
    Require.positive("media_bytes", mediaBytes);
    Require.positive("request_bytes", requestBytes);
    Require.positive("retry_after", retryAfter);
  }

  /**
   * Predictions of all callers.
   *
   * @param max at a time
   * @param maxWaiting calls that wait for a place
   * @param maxWait how long a call waits for one
   * @param maxImageWait how long the next image of a batch waits for one
   */
  public record Predictions(int max, int maxWaiting, Duration maxWait, Duration maxImageWait) {
    public Predictions {
      Require.positive("max", max);
      Require.that(maxWaiting >= 0, "max_waiting", "must not be negative");
      Require.that(!maxWait.isNegative(), "max_wait", "must not be negative");
      Require.that(!maxImageWait.isNegative(), "max_image_wait", "must not be negative");
    }
  }

  /**
   * Predictions of one API key. In between the limit follows how the service answers.
   *
   * @param min the least it may fall to
   * @param max where it begins, and the most it rises to
   * @param fastAnswer latency below which answers are never taken for a sign of load
   */
  public record Upstream(int min, int max, Duration fastAnswer) {
    public Upstream {
      Require.positive("min", min);
      Require.that(max >= min, "max", "must not be smaller than min");
      Require.positive("fast_answer", fastAnswer);
    }
  }

  /**
   * Connections of callers.
   *
   * @param max in all
   * @param maxPerAddress from one address; 0 for no such limit
   * @param maxIdle how long one without calls stays open
   * @param maxResets calls that a connection may cancel within 30 s
   */
  public record Connections(int max, int maxPerAddress, Duration maxIdle, int maxResets) {
    public Connections {
      Require.positive("max", max);
      Require.that(maxPerAddress >= 0, "max_per_address", "must not be negative");
      Require.positive("max_idle", maxIdle);
      Require.positive("max_resets", maxResets);
    }
  }
}
