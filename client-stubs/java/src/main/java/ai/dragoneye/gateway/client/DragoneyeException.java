package ai.dragoneye.gateway.client;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to the gateway failed. Subclasses say how; this class itself stands for failures that none
 * of them fits.
 *
 * <p>Its cause is the {@link io.grpc.StatusRuntimeException} of the call, where there is one.
 */
public class DragoneyeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  DragoneyeException(String message, Failure failure, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  /** The gRPC status code. */
  public final Status.Code code() {
    return failure.code();
  }

  /**
   * Why the call failed, as the gateway says: the name of an {@code ErrorReason} without its
   * prefix, or one of a newer gateway. Empty where no gateway had a say, such as a lost connection
   * or the call's own deadline.
   */
  public final Optional<String> reason() {
    return Optional.ofNullable(failure.reason());
  }

  /**
   * Where the prediction stood: {@code request}, {@code admission}, or the lower-case name of a
   * {@code Phase}.
   */
  public final Optional<String> phase() {
    return failure.phase();
  }

  /** The task, where there is one: it may still be looked at with {@link Dragoneye#status}. */
  public final Optional<String> taskId() {
    return failure.taskId();
  }

  /**
   * Whether the service was asked to predict before the call failed: as the gateway says or, where
   * it could not, as far as the client knows. Empty for calls that do not predict.
   */
  public final Optional<PredictSent> predictSent() {
    return failure.predictSent();
  }

  /** How long to wait before trying again, where the gateway says so. */
  public final Optional<Duration> retryDelay() {
    return Optional.ofNullable(failure.retryDelay());
  }

  /** The fields of the request that were refused; empty for most failures. */
  public final List<FieldViolation> fieldViolations() {
    return failure.fieldViolations();
  }

  /**
   * All that the gateway says about the failure in machine-readable form; see {@code ErrorReason}.
   */
  public final Map<String, String> metadata() {
    return failure.metadata();
  }
}
