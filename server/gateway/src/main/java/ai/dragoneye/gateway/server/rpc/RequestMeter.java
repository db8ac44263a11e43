package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.Admission;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a call's requests take while they arrive, which is before anybody knows who calls,
 * and tells when that is too much. Requests with media are left to the media's own budget.
 * Thread-safe.
 */
final class RequestMeter {
  // A task id, a health check, a question to reflection.
  private static final long SMALL = 64 << 10;
  // A filter as large as the contract allows, and what goes with it.
  private static final long WITH_FILTER = (1 << 20) + (128 << 10);

  private final long limit;
  private final Admission admission;
  private long wire;
  private long inflated;
  private long taken;
  private boolean over;
  private @Nullable Consumer<FailureException> refusal;

  private RequestMeter(long limit, Admission admission) {
    this.limit = limit;
    this.admission = admission;
  }

  /** For a call of that method, of whatever name; null where it takes media. */
  static @Nullable RequestMeter of(String fullMethodName, Admission admission) {
    if (fullMethodName.startsWith(PredictionServiceGrpc.SERVICE_NAME + "/")) {
      return null;
    }
    boolean filtered = fullMethodName.startsWith(ResultServiceGrpc.SERVICE_NAME + "/");
    return new RequestMeter(filtered ? WITH_FILTER : SMALL, admission);
  }

  /** Calls {@code refusal}, once, when it is too much. Before any byte is asked for. */
  synchronized void onExcess(Consumer<FailureException> refusal) {
    this.refusal = refusal;
  }

  /** So many bytes came. */
  synchronized void received(long bytes) {
    wire += bytes;
    hold();
  }

  /** So many came out of the compression, if there was one. */
  synchronized void inflated(long bytes) {
    inflated += bytes;
    hold();
  }

  private void hold() {
    long more = Math.max(wire, inflated) - taken;
    if (over || more <= 0) {
      return;
    }
    if (taken + more > limit) {
      refuse(tooLarge());
    } else if (admission.requests().take(more)) {
      taken += more;
    } else {
      refuse(admission.refuseRequest());
    }
  }

  private FailureException tooLarge() {
    return new FailureException(
        new Failure.InvalidRequest(
            List.of(
                new FieldViolation(
                    "request",
                    "has more than " + limit + " bytes; send only the fields of this method"))));
  }

  private void refuse(FailureException failure) {
    over = true;
    if (refusal != null) {
      refusal.accept(failure);
    }
  }

  /** The call ended. */
  synchronized void ended() {
    over = true;
    admission.requests().giveBack(taken);
    taken = 0;
  }
}
