package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Places for predictions and memory for their media. The queue's lock guards everything here.
 * Thread-safe.
 */
final class PredictionGate {
  private final AdmissionSettings settings;
  private final FairQueue queue;
  private final UpstreamLimits upstream;
  private final TaskLedger tasks;
  private final LongSupplier nanoTime;
  private final Map<String, Account> accounts = new HashMap<>();
  private int predictions;
  private int openTasks;
  private long mediaBytes;

  /**
   * @param taskLifetime how long a task counts that nobody saw end
   */
  PredictionGate(AdmissionSettings settings, Duration taskLifetime, LongSupplier nanoTime) {
    this.settings = settings;
    this.queue = new FairQueue(settings.predictions().maxWaiting());
    this.upstream = new UpstreamLimits(settings.upstream());
    this.tasks = new TaskLedger(taskLifetime, nanoTime);
    this.nanoTime = nanoTime;
  }

  /** Waits for what {@code claim} needs; null where it has it, else what was missing. */
  @Nullable Shed enter(PredictionClaim claim, Duration limit) throws InterruptedException {
    return queue.enter(claim.party().caller(), claim, limit);
  }

  void leave(PredictionClaim claim) {
    queue.leave(claim.party().caller(), claim);
  }

  void change(Runnable change) {
    queue.change(change);
  }

  /** Takes as much, or tells what is missing and takes nothing. Under the lock. */
  @Nullable Shed take(Party party, int count, long bytes) {
    expireTasks();
    Account account = accounts.computeIfAbsent(party.caller(), _ -> new Account());
    Shed missing = account.missing(party.quota(), count, bytes);
    if (missing == null) {
      missing = missingHere(party, count, bytes);
    }
    if (missing == null) {
      add(party, count, bytes);
      addTasks(party.caller(), count);
    }
    forgetIfIdle(party.caller());
    return missing;
  }

  private @Nullable Shed missingHere(Party party, int count, long bytes) {
    if (predictions + count > settings.predictions().max()) {
      return Shed.PREDICTIONS;
    }
    if (mediaBytes + bytes > settings.mediaBytes()) {
      return Shed.MEDIA;
    }
    return count > 0 && upstream.of(party.key()).full() ? Shed.UPSTREAM : null;
  }

  /** Under the lock. */
  void add(Party party, int count, long bytes) {
    predictions += count;
    mediaBytes += bytes;
    if (count != 0) {
      upstream.of(party.key()).add(count);
    }
    Account account = accounts.computeIfAbsent(party.caller(), _ -> new Account());
    account.addPredictions(count);
    account.addMedia(bytes);
    forgetIfIdle(party.caller());
  }

  /** Under the lock. */
  void addTasks(String caller, int count) {
    openTasks += count;
    accounts.computeIfAbsent(caller, _ -> new Account()).addTasks(count);
    forgetIfIdle(caller);
  }

  private void forgetIfIdle(String caller) {
    accounts.computeIfPresent(caller, (_, account) -> account.idle() ? null : account);
  }

  /** A task was accepted; false where it counts already. Under the lock. */
  boolean accepted(String taskUuid, String caller) {
    return tasks.add(taskUuid, caller);
  }

  /** A task was not accepted after all; false where it does not count any more. Under the lock. */
  boolean notAccepted(String taskUuid) {
    return tasks.remove(taskUuid) != null;
  }

  void taskEnded(String taskUuid) {
    queue.change(() -> closed(tasks.remove(taskUuid)));
  }

  private void expireTasks() {
    String caller;
    do {
      caller = tasks.expireOne();
      closed(caller);
    } while (caller != null);
  }

  private void closed(@Nullable String caller) {
    if (caller != null) {
      addTasks(caller, -1);
    }
  }

  /** Learns from a request of a prediction. */
  void note(UpstreamAttempt attempt) {
    if (UpstreamLimits.watches(attempt)) {
      queue.change(() -> upstream.note(attempt, nanoTime.getAsLong()));
    }
  }

  /** What is in use. */
  Usage usage() {
    Usage[] usage = new Usage[1];
    queue.change(
        () -> {
          expireTasks();
          usage[0] =
              new Usage(predictions, queue.waiting(), openTasks, mediaBytes, upstream.lowest());
        });
    return usage[0];
  }

  /** What is in use. */
  record Usage(int predictions, int waiting, int tasks, long mediaBytes, int upstreamLimit) {}
}
