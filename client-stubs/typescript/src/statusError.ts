import { type Metadata, status as Status, type StatusObject } from "@grpc/grpc-js";

/** The name of a gRPC status code. */
export type StatusCode = keyof typeof Status;

/** How a gRPC call failed, before it becomes what the caller sees. It is the `cause` of that. */
export class StatusError extends Error {
  override readonly name = "StatusError";

  constructor(
    readonly code: Status,
    readonly details: string,
    readonly metadata?: Metadata,
    options?: ErrorOptions,
  ) {
    super(`${Status[code]}: ${details}`, options);
  }

  static of(status: StatusObject): StatusError {
    return new StatusError(status.code, status.details, status.metadata);
  }

  get codeName(): StatusCode {
    return codeNameOf(this.code);
  }
}

export function codeNameOf(code: number): StatusCode {
  return (Status[code] as StatusCode | undefined) ?? "UNKNOWN";
}

export { Status };
