package ai.dragoneye.gateway.server.telemetry;

import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamObserver;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Puts down what goes on upstream, in the name of the call that the thread works for. */
final class UpstreamTelemetry implements UpstreamObserver {
  private final Instruments instruments;
  private final Consumer<UpstreamAttempt> onAttempt;

  UpstreamTelemetry(Instruments instruments, Consumer<UpstreamAttempt> onAttempt) {
    this.instruments = instruments;
    this.onAttempt = onAttempt;
  }

  @Override
  public Map<String, String> traceHeaders() {
    PhaseTrack track = PhaseTrack.current();
    return track == null ? Map.of() : TraceHeaders.of(track.context());
  }

  @Override
  public void attempted(UpstreamAttempt attempt) {
    instruments.attempted(attempt);
    onAttempt.accept(attempt);
    PhaseTrack track = PhaseTrack.current();
    if (track != null && attempt.step() == UpstreamStep.STATUS) {
      track.event("poll", Attributes.of(Names.RESULT, attempt.result().word()));
    }
  }

  @Override
  public void repeated(UpstreamStep step, UpstreamAttempt.Result cause) {
    instruments.repeated(step, cause);
    PhaseTrack track = PhaseTrack.current();
    if (track != null) {
      track.event("retry", Attributes.of(Names.STEP, step.word(), Names.RESULT, cause.word()));
    }
  }

  @Override
  public void uploaded(long bytes) {
    instruments.uploaded(bytes);
  }

  @Override
  public void decoded(Duration time) {
    instruments.decoded(time);
  }
}
