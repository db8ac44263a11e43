package ai.dragoneye.gateway.upstream.retry;

import java.util.LinkedHashMap;
import java.util.Map;

/** One {@link RetryBudget} per host; the hosts not used for longest are forgotten. Thread-safe. */
final class RetryBudgets {
  private static final int MAX_HOSTS = 100;

  private final TimeSource time;
  private final Map<String, RetryBudget> byHost =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RetryBudget> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  RetryBudgets(TimeSource time) {
    this.time = time;
  }

  synchronized RetryBudget of(String host) {
    return byHost.computeIfAbsent(host, _ -> new RetryBudget(time));
  }
}
