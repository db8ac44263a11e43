package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted as it happens. Thread-safe; never blocks. */
final class Instruments {
  private static final double NANOS = 1e9;

  private final LongCounter tasks;
  private final DoubleHistogram phases;
  private final LongCounter failures;
  private final LongCounter callerCalls;
  private final LongCounter uploadedBytes;
  private final DoubleHistogram attempts;
  private final LongCounter retries;
  private final LongCounter rateLimited;
  private final LongCounter polls;
  private final DoubleHistogram decoding;
  private final AtomicInteger predictions = new AtomicInteger();

  Instruments(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Names.SCOPE);
    tasks = counter(meter, "tasks", "{task}", "Predictions that ended, by the phase they were in");
    phases = seconds(meter, "phase.duration", "Time that predictions spent in each phase");
    failures = counter(meter, "failures", "{failure}", "Failed calls, and images of batches");
    callerCalls = counter(meter, "caller.calls", "{call}", "Calls that ended, by caller");
    uploadedBytes = counter(meter, "upload.bytes", "By", "Media written to object stores");
    attempts = seconds(meter, "upstream.attempt.duration", "Time of each attempt at a step");
    retries = counter(meter, "upstream.retries", "{retry}", "Attempts that repeat another");
    rateLimited = counter(meter, "upstream.rate_limited", "{answer}", "Answers of 429");
    polls = counter(meter, "polls", "{poll}", "Looks at the status of a task");
    decoding = seconds(meter, "decode.duration", "Time that decoding a result took");
    meter
        .upDownCounterBuilder(Names.PREFIX + "predictions.in_flight")
        .setUnit("{prediction}")
        .setDescription("Predictions at work")
        .buildWithCallback(measured -> measured.record(predictions.get()));
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter
        .counterBuilder(Names.PREFIX + name)
        .setUnit(unit)
        .setDescription(description)
        .build();
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(Names.PREFIX + name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(Names.SECONDS)
        .build();
  }

  void predictionStarted() {
    predictions.incrementAndGet();
  }

  void predictionEnded(CallPhase phase, Outcome outcome) {
    predictions.decrementAndGet();
    tasks.add(1, Attributes.of(Names.PHASE, phase.wireName(), Names.OUTCOME, outcome.word()));
  }

  void phaseEnded(String method, CallPhase phase, Outcome outcome, long nanos) {
    phases.record(
        nanos / NANOS,
        Attributes.of(
            Names.METHOD, method, Names.PHASE, phase.wireName(), Names.OUTCOME, outcome.word()));
  }

  /**
   * @param reason a name of the error table
   */
  void failed(String method, String reason) {
    failures.add(1, Attributes.of(Names.METHOD, method, Names.REASON, reason));
  }

  /**
   * @param caller a configured name, or other
   */
  void callEnded(String caller, Outcome outcome) {
    callerCalls.add(1, Attributes.of(Names.CALLER, caller, Names.OUTCOME, outcome.word()));
  }

  void uploaded(long bytes) {
    uploadedBytes.add(bytes);
  }

  void attempted(UpstreamAttempt attempt) {
    Attributes stepAndResult =
        Attributes.of(Names.STEP, attempt.step().word(), Names.RESULT, attempt.result().word());
    attempts.record(attempt.time().toNanos() / NANOS, stepAndResult);
    if (attempt.step() == UpstreamStep.STATUS) {
      polls.add(1, Attributes.of(Names.RESULT, attempt.result().word()));
    }
    if (attempt.result() == UpstreamAttempt.Result.RATE_LIMITED) {
      rateLimited.add(1, Attributes.of(Names.STEP, attempt.step().word()));
    }
  }

  void repeated(UpstreamStep step, UpstreamAttempt.Result cause) {
    retries.add(1, Attributes.of(Names.STEP, step.word(), Names.RESULT, cause.word()));
  }

  void decoded(Duration time) {
    decoding.record(time.toNanos() / NANOS);
  }
}
