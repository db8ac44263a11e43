package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.Locale;

/**
 * What a kind of call is promised for a phase in which the service fails.
 *
 * @param step the step that fails
 * @param unavailable code and reason where the service cannot be reached or fails
 * @param predictSent what is said of predict then; empty for calls without media
 * @param predicts requests to predict that the service has seen then
 * @param predictsInAll those it sees where the call succeeds
 */
record Phase(Step step, String unavailable, String predictSent, int predicts, int predictsInAll) {
  static final String RATE_LIMITED = "RESOURCE_EXHAUSTED UPSTREAM_RATE_LIMITED";
  static final String UPSTREAM_UNAVAILABLE = "UNAVAILABLE UPSTREAM_UNAVAILABLE";

  static final Phase BEGIN =
      new Phase(Step.BEGIN, "UNAVAILABLE TASK_BEGIN_UNAVAILABLE", "no", 0, 1);
  static final Phase UPLOAD = new Phase(Step.UPLOAD, "UNAVAILABLE UPLOAD_FAILED", "no", 0, 1);
  static final Phase AWAIT = new Phase(Step.STATUS, UPSTREAM_UNAVAILABLE, "yes", 1, 1);
  static final Phase RESULTS = new Phase(Step.RESULTS, UPSTREAM_UNAVAILABLE, "yes", 1, 1);

  /** The word in ErrorInfo metadata. */
  static String wireName(Step step) {
    return step == Step.STATUS ? "await" : step.name().toLowerCase(Locale.ROOT);
  }

  /** The same phase of a call that only reads. */
  Phase ofRead() {
    return new Phase(step, unavailable, "", 0, 0);
  }

  Expected recovers(int retries) {
    return Expected.ok(predictsInAll, retries);
  }

  Expected fails(int retries) {
    return fails(unavailable, retries);
  }

  Expected fails(String outcome, int retries) {
    return Expected.of(outcome, predictSent, predicts, retries);
  }
}
