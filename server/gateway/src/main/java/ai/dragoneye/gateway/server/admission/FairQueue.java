package ai.dragoneye.gateway.server.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Places that callers share fairly: a place that becomes free goes to the waiting caller that holds
 * the fewest, and among those to the one that waits longest. Where too many wait, whoever came last
 * of the caller with the most, places held and waits together, is sent away.
 *
 * <p>What a place is, the requests know: they are asked to take theirs one at a time, under the
 * queue's lock, and so is everything that changes what they would say. Thread-safe.
 */
final class FairQueue {
  private final int maxWaiting;
  private final Map<String, Member> members = new HashMap<>();
  private int waiting;
  private long arrivals;

  /** What a place needs. Called under the queue's lock. */
  interface Claim {
    /** Takes all of it, or tells what is missing and takes nothing. */
    @Nullable Shed take();

    /** Undoes that. */
    void giveBack();

    /** Whether to wait for more of the caller's own quota too. */
    default boolean waitsForQuota() {
      return false;
    }
  }

  /** A caller with places or waits. */
  private static final class Member {
    private final Deque<Wait> waits = new ArrayDeque<>();
    private int held;

    int weight() {
      return held + waits.size();
    }
  }

  private static final class Wait {
    private final String caller;
    private final Claim claim;
    private final long arrival;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean granted;
    private @Nullable Shed last;

    Wait(String caller, Claim claim, long arrival) {
      this.caller = caller;
      this.claim = claim;
      this.arrival = arrival;
    }
  }

  FairQueue(int maxWaiting) {
    this.maxWaiting = maxWaiting;
  }

  /**
   * Waits for a place.
   *
   * @param limit how long it may wait; zero for not at all
   * @return null with a place, which the caller leaves later; else what was missing
   */
  @Nullable Shed enter(String caller, Claim claim, Duration limit) throws InterruptedException {
    Wait wait = join(caller, claim, limit.isPositive());
    try {
      boolean _ = wait.over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
      return outcome(wait);
    } catch (InterruptedException e) {
      if (outcome(wait) == null) {
        leave(caller, claim);
      }
      throw e;
    }
  }

  private synchronized Wait join(String caller, Claim claim, boolean patient) {
    Wait wait = new Wait(caller, claim, arrivals++);
    Member member = members.computeIfAbsent(caller, _ -> new Member());
    member.waits.add(wait);
    waiting++;
    dispatch();
    if (!wait.granted && !(patient && mayWait(wait))) {
      drop(wait);
    } else if (waiting > maxWaiting) {
      drop(heaviest().waits.getLast());
    }
    return wait;
  }

  private static boolean mayWait(Wait wait) {
    return wait.last == null || !wait.last.ofCaller() || wait.claim.waitsForQuota();
  }

  private Member heaviest() {
    return members.values().stream()
        .filter(member -> !member.waits.isEmpty())
        .max(Comparator.comparingInt(Member::weight))
        .orElseThrow();
  }

  /** Ends the wait, if it still is one. */
  private synchronized @Nullable Shed outcome(Wait wait) {
    if (wait.granted) {
      return null;
    }
    drop(wait);
    if (wait.last == null) {
      throw new IllegalStateException("whoever waits was asked, or the one before");
    }
    return wait.last;
  }

  private void drop(Wait wait) {
    Member member = members.get(wait.caller);
    if (member != null && member.waits.remove(wait)) {
      waiting--;
      forgetIfIdle(wait.caller, member);
    }
    wait.over.countDown();
  }

  /** Gives a place back. */
  synchronized void leave(String caller, Claim claim) {
    claim.giveBack();
    Member member = members.get(caller);
    if (member == null || member.held == 0) {
      throw new IllegalStateException("a place was left twice");
    }
    member.held--;
    forgetIfIdle(caller, member);
    dispatch();
  }

  /** Runs what may let others in. */
  synchronized void change(Runnable change) {
    change.run();
    dispatch();
  }

  private void forgetIfIdle(String caller, Member member) {
    if (member.weight() == 0) {
      members.remove(caller);
    }
  }

  private void dispatch() {
    while (waiting > 0 && grantOne()) {
      // The one that got a place weighs more now: look again.
    }
  }

  private boolean grantOne() {
    List<Member> inTurn = new ArrayList<>(members.values());
    inTurn.removeIf(member -> member.waits.isEmpty());
    inTurn.sort(
        Comparator.<Member>comparingInt(member -> member.held)
            .thenComparingLong(member -> member.waits.getFirst().arrival));
    for (Member member : inTurn) {
      Wait first = member.waits.getFirst();
      Shed missing = first.claim.take();
      if (missing == null) {
        grant(member);
        return true;
      }
      // Those behind it meet the same.
      member.waits.forEach(wait -> wait.last = missing);
    }
    return false;
  }

  private void grant(Member member) {
    Wait wait = member.waits.removeFirst();
    waiting--;
    member.held++;
    wait.granted = true;
    wait.over.countDown();
  }

  /** How many wait. */
  synchronized int waiting() {
    return waiting;
  }

  /** How many callers hold places or wait for one. */
  synchronized int callers() {
    return members.size();
  }
}
