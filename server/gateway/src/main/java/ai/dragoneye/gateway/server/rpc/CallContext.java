package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.telemetry.CallTrack;
import io.grpc.Context;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/** What is known of a call while it runs: for its log lines and for its failure. Thread-safe. */
final class CallContext {
  private static final Context.Key<CallContext> KEY = Context.key("dragoneye-gateway-call");

  private final String method;
  private final CallTrack track;
  private final @Nullable RequestMeter requests;
  private final long startedNanos = System.nanoTime();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final AtomicLong sentBytes = new AtomicLong();
  private volatile long lastReceivedNanos = startedNanos;
  private final Standing standing;
  private volatile @Nullable Caller caller;
  private volatile @Nullable String refusedCaller;
  private volatile @Nullable String reason;

  /**
   * @param requests counts its requests, or null where they carry media
   */
  CallContext(String method, CallTrack track, @Nullable RequestMeter requests) {
    this.method = method;
    this.track = track;
    this.requests = requests;
    this.standing = new Standing(track.phases());
  }

  /** The call that the current thread serves, inside a handler or interceptor. */
  static CallContext current() {
    CallContext context = KEY.get();
    if (context == null) {
      throw new IllegalStateException("outside of a call");
    }
    return context;
  }

  Context attachTo(Context context) {
    return context.withValue(KEY, this);
  }

  String method() {
    return method;
  }

  /** What counts its requests, or null where they carry media. */
  @Nullable RequestMeter requests() {
    return requests;
  }

  String traceId() {
    return track.traceId();
  }

  /** The call as metrics and traces see it. */
  CallTrack track() {
    return track;
  }

  /** Who makes the call. Known before a handler runs. */
  Caller caller() {
    Caller known = caller;
    if (known == null) {
      throw new IllegalStateException("the caller of " + method + " is not known");
    }
    return known;
  }

  void caller(Caller known) {
    caller = known;
  }

  /** Who makes the call, where it may not. */
  void refused(String callerName) {
    refusedCaller = callerName;
  }

  /** The name of who makes the call, or null where that is not known (yet). */
  @Nullable String callerName() {
    Caller known = caller;
    return known == null ? refusedCaller : known.name();
  }

  long startedNanos() {
    return startedNanos;
  }

  void received(long bytes) {
    receivedBytes.addAndGet(bytes);
    lastReceivedNanos = System.nanoTime();
  }

  long receivedBytes() {
    return receivedBytes.get();
  }

  void sent(long bytes) {
    sentBytes.addAndGet(bytes);
  }

  long sentBytes() {
    return sentBytes.get();
  }

  long lastReceivedNanos() {
    return lastReceivedNanos;
  }

  Standing standing() {
    return standing;
  }

  void phase(CallPhase phase) {
    standing.phase(phase);
  }

  void task(TaskName task) {
    standing.task(task);
  }

  /** The reason with which the call failed. */
  void reason(String newReason) {
    reason = newReason;
  }

  @Nullable String reason() {
    return reason;
  }

  /** Adds to a log line what tells it from those of other calls. */
  LoggingEventBuilder describe(LoggingEventBuilder line) {
    return standing.describe(line).addKeyValue("trace_id", traceId());
  }
}
