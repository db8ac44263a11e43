package ai.dragoneye.gateway.server.faults;

import java.time.Duration;

/**
 * What the contract promises.
 *
 * @param outcome {@code OK}, or code and reason
 * @param predictSent the metadata of that name; empty where there is none
 * @param predicts requests to predict that the service sees, those answered 429 aside
 * @param retries how often the step is repeated, {@link #UNSEEN} where the service cannot tell
 * @param notBefore how long the call takes at least
 */
record Expected(String outcome, String predictSent, int predicts, int retries, Duration notBefore) {
  static final int UNSEEN = -1;

  static Expected ok(int predicts, int retries) {
    return of(Ending.OK, "", predicts, retries);
  }

  static Expected of(String outcome, String predictSent, int predicts, int retries) {
    return new Expected(outcome, predictSent, predicts, retries, Duration.ZERO);
  }

  /** The same, and a second has to pass before the end. */
  Expected afterASecond() {
    return new Expected(outcome, predictSent, predicts, retries, Duration.ofSeconds(1));
  }
}
