package ai.dragoneye.gateway.simulator.fault;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The faults still to happen. A request meets the first one of its step, in the order they were
 * added; the next waits until that one is used up. Thread-safe.
 */
public final class Faults {
  private final List<Pending> pending = new ArrayList<>();
  private CompletableFuture<Void> cleared = new CompletableFuture<>();

  /** Adds a fault behind those of its step that are pending. */
  public synchronized void add(Fault fault) {
    pending.add(new Pending(fault));
  }

  /** Adds the fault described so far. */
  public void add(FaultBuilder fault) {
    add(fault.build());
  }

  /**
   * Removes all faults. Requests that stall go on; those that have met any other fault stay with
   * it.
   */
  public void clear() {
    CompletableFuture<Void> stalled;
    synchronized (this) {
      pending.clear();
      stalled = cleared;
      cleared = new CompletableFuture<>();
    }
    stalled.complete(null);
  }

  /** Is complete when the faults are next cleared. */
  public synchronized CompletionStage<Void> cleared() {
    return cleared;
  }

  /** The faults that are not used up. */
  public synchronized List<Fault> pending() {
    return pending.stream().map(p -> p.fault).toList();
  }

  /** The fault that a request which has just arrived meets, if any; it counts as used. */
  public synchronized Optional<Fault> claim(Step step) {
    for (Iterator<Pending> each = pending.iterator(); each.hasNext(); ) {
      Pending next = each.next();
      if (next.fault.trigger().step() == step) {
        boolean hit = next.meet();
        if (next.usedUp()) {
          each.remove();
        }
        return hit ? Optional.of(next.fault) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static final class Pending {
    private final Fault fault;
    private int met;

    Pending(Fault fault) {
      this.fault = fault;
    }

    boolean meet() {
      return met++ >= fault.trigger().skip();
    }

    boolean usedUp() {
      int times = fault.trigger().times();
      return times > 0 && met >= fault.trigger().skip() + times;
    }
  }
}
