import { ErrorReason } from "./gen/dragoneye_gateway/v1/error_reason_pb.js";
import type { PredictionError } from "./gen/dragoneye_gateway/v1/config_pb.js";
import { ErrorDetails } from "./errorDetails.js";
import * as errors from "./errors.js";
import { codeNameOf, StatusError, type StatusCode } from "./statusError.js";

/** What the client itself saw of a call, for failures on which no gateway had a say, such as a lost connection. */
export interface Observed {
  readonly taskId?: string | undefined;
  /** Undefined for calls that never predict. */
  readonly predictSent?: errors.PredictSent | undefined;
}

/** What a status of the gateway's, together with what the client saw itself, says about a failed call. */
export interface Failure {
  readonly code: StatusCode;
  readonly reason: string | undefined;
  readonly phase: string | undefined;
  readonly taskId: string | undefined;
  readonly predictSent: errors.PredictSent | undefined;
  readonly retryDelayMs: number | undefined;
  readonly fieldViolations: readonly errors.FieldViolation[];
  readonly metadata: Readonly<Record<string, string>>;
}

type ErrorClass = new (message: string, failure: Failure, options?: ErrorOptions) => errors.DragoneyeError;

const PHASES_BEFORE_PREDICT = new Set(["request", "admission", "spool", "begin", "upload"]);

const BY_REASON: Partial<Record<ErrorReason, ErrorClass>> = {
  [ErrorReason.INVALID_REQUEST]: errors.InvalidRequestError,
  [ErrorReason.MEDIA_TYPE_MISMATCH]: errors.InvalidRequestError,
  [ErrorReason.TASK_TYPE_MISMATCH]: errors.InvalidRequestError,
  [ErrorReason.TASK_BEGIN_REJECTED]: errors.PredictionTaskBeginError,
  [ErrorReason.TASK_BEGIN_UNAVAILABLE]: errors.PredictionTaskBeginError,
  [ErrorReason.UPLOAD_FAILED]: errors.PredictionUploadError,
  [ErrorReason.UPLOAD_REJECTED]: errors.PredictionUploadError,
  [ErrorReason.MEDIA_TOO_LARGE]: errors.PredictionUploadError,
  [ErrorReason.CHECKSUM_MISMATCH]: errors.PredictionUploadError,
  [ErrorReason.SIZE_MISMATCH]: errors.PredictionUploadError,
  [ErrorReason.PREDICT_REJECTED]: errors.PredictionTaskError,
  [ErrorReason.PREDICT_UNAVAILABLE]: errors.PredictionTaskError,
  [ErrorReason.PREDICTION_FAILED]: errors.PredictionTaskError,
  [ErrorReason.PREDICTION_TIMEOUT]: errors.PredictionTimeoutError,
  [ErrorReason.RESULTS_UNAVAILABLE]: errors.PredictionTaskResultsUnavailableError,
  [ErrorReason.RESULTS_CORRUPT]: errors.PredictionTaskResultsUnavailableError,
  [ErrorReason.RESULTS_TOO_LARGE]: errors.PredictionTaskResultsUnavailableError,
  [ErrorReason.UPSTREAM_UNAVAILABLE]: errors.ServiceUnavailableError,
  [ErrorReason.TASK_NOT_FOUND]: errors.TaskNotFoundError,
  [ErrorReason.UPSTREAM_RATE_LIMITED]: errors.RateLimitedError,
  [ErrorReason.CALLER_QUOTA_EXCEEDED]: errors.RateLimitedError,
  [ErrorReason.UPSTREAM_CREDENTIALS_REJECTED]: errors.CredentialsRejectedError,
  [ErrorReason.CALLER_UNAUTHENTICATED]: errors.CallerRejectedError,
  [ErrorReason.CALLER_FORBIDDEN]: errors.CallerRejectedError,
  [ErrorReason.GATEWAY_OVERLOADED]: errors.GatewayUnavailableError,
  [ErrorReason.GATEWAY_DRAINING]: errors.GatewayUnavailableError,
  [ErrorReason.STREAM_STALLED]: errors.StreamStalledError,
  [ErrorReason.RESUME_TOKEN_STALE]: errors.ResumeTokenStaleError,
  [ErrorReason.INTERNAL]: errors.GatewayInternalError,
};

const BY_CODE: Partial<Record<StatusCode, ErrorClass>> = {
  INVALID_ARGUMENT: errors.InvalidRequestError,
  OUT_OF_RANGE: errors.InvalidRequestError,
  NOT_FOUND: errors.TaskNotFoundError,
  UNAUTHENTICATED: errors.CallerRejectedError,
  PERMISSION_DENIED: errors.CallerRejectedError,
  RESOURCE_EXHAUSTED: errors.RateLimitedError,
  UNAVAILABLE: errors.GatewayUnavailableError,
  DEADLINE_EXCEEDED: errors.DeadlineExceededError,
  CANCELLED: errors.CallCancelledError,
  INTERNAL: errors.GatewayInternalError,
};

function classFor(failure: Failure): ErrorClass {
  const reason = (ErrorReason as unknown as Record<string, ErrorReason | undefined>)[failure.reason ?? ""];
  return (
    (reason === undefined ? undefined : BY_REASON[reason]) ?? BY_CODE[failure.code] ?? errors.DragoneyeError
  );
}

/** What only this side knows about a failure. */
export function failureOf(
  code: StatusCode,
  observed: Observed,
  said: { reason?: string; metadata?: Record<string, string>; details?: ErrorDetails } = {},
): Failure {
  const metadata = said.metadata ?? {};
  return {
    code,
    reason: said.reason === "" ? undefined : said.reason,
    phase: metadata["phase"],
    taskId: metadata["task_id"] ?? observed.taskId,
    predictSent: predictSentOf(metadata, observed),
    retryDelayMs: said.details?.retryDelayMs,
    fieldViolations: said.details?.violations ?? [],
    metadata,
  };
}

function predictSentOf(metadata: Record<string, string>, observed: Observed): errors.PredictSent | undefined {
  const said = metadata["predict_sent"];
  if (said === "no" || said === "yes" || said === "unknown") {
    return said;
  }
  const before = PHASES_BEFORE_PREDICT.has(metadata["phase"] ?? "");
  return before && observed.predictSent !== undefined ? "no" : observed.predictSent;
}

/** The error of a failure: by the gateway's reason, else by the code. */
export function errorOf(what: string, failure: Failure, cause?: unknown): errors.DragoneyeError {
  return new (classFor(failure))(
    messageOf(what, failure),
    failure,
    cause === undefined ? undefined : { cause },
  );
}

/** What happened, then in brackets what a person needs to look further. */
export function messageOf(what: string, failure: Failure): string {
  const facts = [failure.reason ?? failure.code];
  if (failure.phase !== undefined) {
    facts.push(`phase ${failure.phase}`);
  }
  if (failure.taskId !== undefined) {
    facts.push(`task ${failure.taskId}`);
  }
  if (failure.predictSent !== undefined) {
    facts.push(`predict sent: ${failure.predictSent}`);
  }
  return `${what.trim() === "" ? "The call failed" : what} [${facts.join(", ")}]`;
}

/**
 * What a caller sees of a failure of any kind: a failed call becomes a DragoneyeError, everything else stays. Where both
 * the gateway and the client know something, the gateway's word counts.
 */
export function translated(failure: unknown, observed: Observed): unknown {
  if (!(failure instanceof StatusError)) {
    return failure;
  }
  const details = ErrorDetails.of(failure);
  const known = failureOf(failure.codeName, observed, {
    ...(details.info === undefined
      ? {}
      : { reason: details.info.reason, metadata: { ...details.info.metadata } }),
    details,
  });
  return errorOf(saidOf(failure, known), known, failure.cause ?? failure);
}

/** grpc-js's own words are for those who look into grpc-js. */
function saidOf({ details }: StatusError, { reason, code }: Failure): string {
  if (reason === undefined && code === "UNAVAILABLE") {
    return `The connection to the gateway failed: ${details}`;
  }
  return reason === undefined && code === "DEADLINE_EXCEEDED" ? "The deadline of the call passed" : details;
}

/** What a call of its own would have thrown for one image of a batch. */
export function errorOfImage(error: PredictionError): errors.DragoneyeError {
  const said = { reason: error.reason, metadata: { ...error.metadata } };
  return errorOf(error.message, failureOf(codeNameOf(error.code), {}, said));
}
