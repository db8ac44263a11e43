import { fromBinary } from "@bufbuild/protobuf";
import { anyUnpack, type Duration } from "@bufbuild/protobuf/wkt";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
  type BadRequest,
  type ErrorInfo,
} from "./gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "./gen/google/rpc/status_pb.js";
import type { FieldViolation } from "./errors.js";
import type { StatusError } from "./statusError.js";

const DOMAIN = "gateway.dragoneye.ai";
const TRAILER = "grpc-status-details-bin";

/** The details of a `google.rpc.Status`. What is malformed or unknown counts as absent. */
export class ErrorDetails {
  constructor(
    readonly info: ErrorInfo | undefined,
    readonly retryDelayMs: number | undefined,
    readonly violations: readonly FieldViolation[],
  ) {}

  static of(failure: StatusError): ErrorDetails {
    try {
      return parsed(failure.metadata?.get(TRAILER)[0]);
    } catch {
      return NONE;
    }
  }

  get reason(): string | undefined {
    return this.info?.reason;
  }
}

const NONE = new ErrorDetails(undefined, undefined, []);

function parsed(trailer: string | Buffer | undefined): ErrorDetails {
  if (!(trailer instanceof Buffer)) {
    return NONE;
  }
  const details = fromBinary(StatusSchema, trailer).details;
  const first = <T>(unpack: (detail: (typeof details)[number]) => T | undefined): T | undefined =>
    details.map(unpack).find((found) => found !== undefined);
  const info = first((detail) => anyUnpack(detail, ErrorInfoSchema));
  const retry = first((detail) => anyUnpack(detail, RetryInfoSchema));
  const request = first((detail) => anyUnpack(detail, BadRequestSchema));
  return new ErrorDetails(
    info?.domain === DOMAIN ? info : undefined,
    retry?.retryDelay === undefined ? undefined : millisecondsOf(retry.retryDelay),
    request === undefined ? [] : violationsOf(request),
  );
}

function millisecondsOf(delay: Duration): number | undefined {
  const usable = delay.seconds >= 0n && delay.nanos >= 0;
  return usable ? Number(delay.seconds) * 1_000 + delay.nanos / 1_000_000 : undefined;
}

function violationsOf(request: BadRequest): FieldViolation[] {
  return request.fieldViolations.map(({ field, description }) => ({ field, description }));
}
