package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A limit for each API key: what one key does wrong slows no other. Of keys without predictions
 * only the latest are remembered. Guarded by its owner.
 */
final class UpstreamLimits {
  private static final int MAX_KEYS = 1000;
  private static final Set<UpstreamStep> WATCHED =
      EnumSet.of(UpstreamStep.BEGIN, UpstreamStep.PREDICT);

  private final AdmissionSettings.Upstream settings;
  private final Map<KeyHash, UpstreamLimit> limits = new LinkedHashMap<>(16, 0.75f, true);

  UpstreamLimits(AdmissionSettings.Upstream settings) {
    this.settings = settings;
  }

  /** Whether a request tells anything: every prediction makes it, and was not given up on it. */
  static boolean watches(UpstreamAttempt attempt) {
    return WATCHED.contains(attempt.step())
        && attempt.result() != UpstreamAttempt.Result.CANCELLED
        && attempt.key() != null;
  }

  /** Learns from a watched request that is over now. */
  void note(UpstreamAttempt attempt, long nowNanos) {
    of(Objects.requireNonNull(attempt.key())).note(attempt, nowNanos);
  }

  UpstreamLimit of(KeyHash key) {
    UpstreamLimit limit = limits.get(key);
    if (limit == null) {
      forgetIdle();
      limit = new UpstreamLimit(settings);
      limits.put(key, limit);
    }
    return limit;
  }

  private void forgetIdle() {
    Iterator<UpstreamLimit> eldestFirst = limits.values().iterator();
    while (limits.size() >= MAX_KEYS && eldestFirst.hasNext()) {
      if (eldestFirst.next().inFlight() == 0) {
        eldestFirst.remove();
      }
    }
  }

  /** The limit of the key that may have the fewest under way, or the most where none is known. */
  int lowest() {
    return limits.values().stream().mapToInt(UpstreamLimit::limit).min().orElse(settings.max());
  }
}
