package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.server.failure.CallPhase;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a call, or of one image of a batch: measures each and puts a span around it.
 * Thread-safe. After the end everything is ignored.
 */
public final class PhaseTrack {
  // Not inherited: event loops and timers start within a call as well, and outlive it.
  private static final ThreadLocal<@Nullable PhaseTrack> CURRENT = new ThreadLocal<>();

  private final TrackKind kind;
  private final Span whole;
  private final Context context;
  private final Map<CallPhase, Long> nanos = new EnumMap<>(CallPhase.class);
  private CallPhase phase = CallPhase.REQUEST;
  private long phaseStart = System.nanoTime();
  private @Nullable Span phaseSpan;
  private boolean ended;

  /**
   * @param whole the span around all phases, which ends with this
   */
  PhaseTrack(TrackKind kind, Span whole) {
    this.kind = kind;
    this.whole = whole;
    this.context = Context.root().with(whole);
    kind.started();
  }

  /** The track that the current thread works for, or null. */
  public static @Nullable PhaseTrack current() {
    return CURRENT.get();
  }

  /** {@code work} for the track that the current thread works for, on whatever thread. */
  public static Runnable carriedBy(Runnable work) {
    PhaseTrack track = CURRENT.get();
    return track == null
        ? work
        : () -> {
          try (var _ = track.attach()) {
            work.run();
          }
        };
  }

  /** The current thread works for this track until the result is closed. */
  public Attached attach() {
    PhaseTrack before = CURRENT.get();
    CURRENT.set(this);
    return () -> {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    };
  }

  /** A thread's work for a track. */
  @FunctionalInterface
  public interface Attached extends AutoCloseable {
    @Override
    void close();
  }

  /** The phase {@code next} begins. */
  public synchronized void enter(CallPhase next) {
    if (ended) {
      return;
    }
    if (next != phase) {
      leavePhase(Outcome.OK);
      phase = next;
      phaseStart = System.nanoTime();
    }
    if (phaseSpan == null) {
      phaseSpan = kind.startPhase(context, next);
    }
  }

  /** All is over. */
  public synchronized void end(Outcome outcome, @Nullable String reason) {
    if (ended) {
      return;
    }
    ended = true;
    leavePhase(outcome);
    kind.ended(phase, outcome, reason);
    if (outcome == Outcome.FAILED) {
      whole.setStatus(StatusCode.ERROR);
    }
    if (reason != null) {
      whole.setAttribute("error.type", reason);
    }
    whole.end();
  }

  private void leavePhase(Outcome outcome) {
    long spent = System.nanoTime() - phaseStart;
    nanos.merge(phase, spent, Long::sum);
    kind.phaseEnded(phase, outcome, spent);
    if (phaseSpan != null) {
      if (outcome == Outcome.FAILED) {
        phaseSpan.setStatus(StatusCode.ERROR);
      }
      phaseSpan.end();
      phaseSpan = null;
    }
  }

  /** The task that the track is about. */
  public void task(String taskId) {
    whole.setAttribute("dragoneye.task_id", taskId);
  }

  /** Something happened in the current phase. */
  synchronized void event(String name, Attributes attributes) {
    active().addEvent(name, attributes);
  }

  /** What calls made now are part of. */
  synchronized Context context() {
    return phaseSpan == null ? context : context.with(phaseSpan);
  }

  private Span active() {
    return phaseSpan == null ? whole : phaseSpan;
  }

  /** Nanoseconds spent in each phase so far that was left. */
  public synchronized Map<CallPhase, Long> durations() {
    return new EnumMap<>(nanos);
  }
}
