import type { Failure } from "./failure.js";
import type { StatusCode } from "./statusError.js";

/**
 * Whether the service was asked to predict: `no` means that nothing is being predicted and repeating is free; `yes` that
 * it accepted; `unknown` that it may have.
 */
export type PredictSent = "no" | "yes" | "unknown";

/** A field of the request that was refused, and what to do about it. */
export interface FieldViolation {
  readonly field: string;
  readonly description: string;
}

/**
 * A call to the gateway failed. Subclasses say how; this class itself stands for failures that none of them fits. Its
 * `cause` is the gRPC status, where there is one.
 */
export class DragoneyeError extends Error {
  /** The name of the gRPC status code. */
  readonly code: StatusCode;
  /**
   * Why the call failed, as the gateway says: the name of an `ErrorReason`, or one of a newer gateway. Undefined where no
   * gateway had a say, such as a lost connection or the call's own deadline.
   */
  readonly reason: string | undefined;
  /** Where the prediction stood: `request`, `admission`, or the lower-case name of a `Phase`. */
  readonly phase: string | undefined;
  /** The task, where there is one: it may still be looked at with `status`. */
  readonly taskId: string | undefined;
  /** As the gateway says or, where it could not, as far as the client knows. Undefined for calls that do not predict. */
  readonly predictSent: PredictSent | undefined;
  /** How many milliseconds to wait before trying again, where the gateway says so. */
  readonly retryDelayMs: number | undefined;
  /** The fields of the request that were refused; empty for most failures. */
  readonly fieldViolations: readonly FieldViolation[];
  /** All that the gateway says about the failure in machine-readable form; see `ErrorReason`. */
  readonly metadata: Readonly<Record<string, string>>;

  /** @internal */
  constructor(message: string, failure: Failure, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = failure.code;
    this.reason = failure.reason;
    this.phase = failure.phase;
    this.taskId = failure.taskId;
    this.predictSent = failure.predictSent;
    this.retryDelayMs = failure.retryDelayMs;
    this.fieldViolations = failure.fieldViolations;
    this.metadata = failure.metadata;
  }
}

/** The task could not be created. */
export class PredictionTaskBeginError extends DragoneyeError {}

/** The media could not be stored, or is not what was declared. */
export class PredictionUploadError extends DragoneyeError {}

/** The prediction could not be started, or failed. */
export class PredictionTaskError extends DragoneyeError {}

/** `timeoutSeconds` passed before the task ended. It goes on: watch it by its `taskId`. The Node SDK throws its base class. */
export class PredictionTimeoutError extends PredictionTaskError {}

/** The results are not there yet, are broken, or too large for this call. */
export class PredictionTaskResultsUnavailableError extends DragoneyeError {}

/** A field of the request is missing, wrong or no Unicode text, or the media or task is of the other family. */
export class InvalidRequestError extends DragoneyeError {}

/** The resume token does not fit this task, filter or archive: start from the beginning. */
export class ResumeTokenStaleError extends DragoneyeError {}

/** There is no such task, or not for this caller. */
export class TaskNotFoundError extends DragoneyeError {}

/** The gateway does not know the caller, or does not allow this. */
export class CallerRejectedError extends DragoneyeError {}

/** Dragoneye refused the API key that the gateway uses. */
export class CredentialsRejectedError extends DragoneyeError {}

/** The share of the service or of the gateway is used up for now. */
export class RateLimitedError extends DragoneyeError {}

/** No gateway could be reached, or the gateway is full or shutting down. */
export class GatewayUnavailableError extends DragoneyeError {}

/** Dragoneye could not be reached for a status or a result. */
export class ServiceUnavailableError extends DragoneyeError {}

/** The stream did not move for as long as the gateway waits. */
export class StreamStalledError extends DragoneyeError {}

/** The call's own deadline, `deadlineMs`, passed. */
export class DeadlineExceededError extends DragoneyeError {}

/** The call was cancelled: its signal was aborted (then `cause` is the signal's reason), or the client was closed. */
export class CallCancelledError extends DragoneyeError {}

/** A bug in the gateway, or an answer against its contract. */
export class GatewayInternalError extends DragoneyeError {}

/** The media could not be read; `cause` says why. */
export class MediaUnreadableError extends Error {
  override readonly name = "MediaUnreadableError";
}

/** The MIME type is not of the family that the class stands for. */
export class IncorrectMediaTypeError extends TypeError {
  override readonly name = "IncorrectMediaTypeError";
}
