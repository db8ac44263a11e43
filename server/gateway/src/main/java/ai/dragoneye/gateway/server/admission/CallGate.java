package ai.dragoneye.gateway.server.admission;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Places for calls of one kind, shared fairly. The queue's lock guards everything here. */
final class CallGate {
  private final int max;
  private final Shed full;
  private final ToIntFunction<Party> quota;
  private final FairQueue queue;
  private final Map<String, Integer> byCaller = new HashMap<>();
  private int calls;

  /**
   * @param max calls at a time
   * @param full why those beyond are sent away
   * @param quota how many a caller may have; 0 for any number
   */
  CallGate(int max, Shed full, ToIntFunction<Party> quota, int maxWaiting) {
    this.max = max;
    this.full = full;
    this.quota = quota;
    this.queue = new FairQueue(maxWaiting);
  }

  /** Waits for a place; null where there was one, else what was missing. */
  @Nullable Shed enter(Party party, Duration limit) throws InterruptedException {
    return queue.enter(party.caller(), new Claim(party), limit);
  }

  void leave(Party party) {
    queue.leave(party.caller(), new Claim(party));
  }

  int calls() {
    int[] now = new int[1];
    queue.change(() -> now[0] = calls);
    return now[0];
  }

  private final class Claim implements FairQueue.Claim {
    private final Party party;

    Claim(Party party) {
      this.party = party;
    }

    @Override
    public @Nullable Shed take() {
      int allowed = quota.applyAsInt(party);
      if (allowed > 0 && byCaller.getOrDefault(party.caller(), 0) >= allowed) {
        return Shed.CALLER_STREAMS;
      }
      if (calls >= max) {
        return full;
      }
      add(1);
      return null;
    }

    @Override
    public void giveBack() {
      add(-1);
    }

    private void add(int count) {
      calls += count;
      byCaller.merge(party.caller(), count, (a, b) -> a + b == 0 ? null : a + b);
    }
  }
}
