import type { DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Metadata } from "@grpc/grpc-js";
import { type Observed, translated } from "./failure.js";
import type { CallOptions } from "./options.js";
import type { RpcCall } from "./rpcCall.js";
import type { Method } from "./serviceDefinition.js";
import { Status, StatusError } from "./statusError.js";
import type { Transport } from "./transport.js";

/**
 * One operation of a caller's, over as many gRPC calls as it takes, one at a time: its deadline, and what ends it early,
 * which is the caller's signal, the client's closing, or a failure on this side.
 */
export class CallScope {
  readonly deadline: number;
  readonly #transport: Transport;
  readonly #observed: () => Observed;
  readonly #signal: AbortSignal | undefined;
  readonly #broken: Promise<never>;
  #break: (failure: Error) => void = () => undefined;
  #call: RpcCall<never, unknown> | undefined;
  #failure: Error | undefined;

  constructor(transport: Transport, options: CallOptions, observed: () => Observed) {
    this.deadline = deadlineAfter(options.deadlineMs);
    this.#transport = transport;
    this.#observed = observed;
    this.#signal = options.signal;
    this.#broken = new Promise((_, reject) => (this.#break = reject));
    this.#broken.catch(() => undefined);
    transport.opened(this);
    if (this.#signal?.aborted === true) {
      this.#aborted();
    }
    this.#signal?.addEventListener("abort", this.#aborted);
  }

  readonly #aborted = (): void => {
    const cause: unknown = this.#signal?.reason;
    this.fail(
      new StatusError(Status.CANCELLED, "The call was cancelled by its signal", undefined, { cause }),
    );
    this.#call?.close();
  };

  get failed(): boolean {
    return this.#failure !== undefined;
  }

  /** Why this ended early, if it did; else the same failure. */
  reasonFor(failure: unknown): unknown {
    return this.#failure ?? failure;
  }

  /** Ends everything early. The first failure counts. */
  fail(failure: Error): void {
    if (this.#failure === undefined) {
      this.#failure = failure;
      this.#break(failure);
      this.#call?.fail(failure);
    }
  }

  /** Waits, at most until this ends early. */
  guard<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([this.#broken, work]);
  }

  /** Starts a gRPC call, which replaces the one before. */
  async start<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    options: { deadline?: number | undefined; onMetadata?: ((metadata: Metadata) => void) | undefined } = {},
  ): Promise<RpcCall<MessageInitShape<I>, MessageShape<O>>> {
    const deadline = Math.min(this.deadline, options.deadline ?? Infinity);
    const starting = this.#transport
      .start(method, deadline, options.onMetadata ?? (() => undefined), () => this.failed)
      .then((call) => this.#adopt(call));
    return this.guard(starting);
  }

  #adopt<C extends RpcCall<never, unknown>>(call: C): C {
    this.#call?.close();
    this.#call = call;
    if (this.#failure !== undefined) {
      call.fail(this.#failure);
    }
    return call;
  }

  /** Starts a gRPC call with one request. */
  async request<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    message: MessageInitShape<I>,
    deadline?: number,
  ): Promise<RpcCall<MessageInitShape<I>, MessageShape<O>>> {
    const call = await this.start(method, { deadline });
    call.send(message);
    call.halfClose();
    return call;
  }

  /** Waits between two calls, at most until the deadline, where the next one ends with it. */
  async pause(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = Math.max(0, Math.min(milliseconds, this.deadline - Date.now()));
    try {
      await this.guard(new Promise<void>((resolve) => (timer = setTimeout(resolve, limit))));
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the caller sees of a failure. */
  errorFor(failure: unknown): unknown {
    return translated(this.reasonFor(failure), this.#observed());
  }

  /** Ends: cancels what still runs, keeps nothing alive. */
  close(): void {
    this.#signal?.removeEventListener("abort", this.#aborted);
    this.fail(new StatusError(Status.CANCELLED, "The stream was closed"));
    this.#call?.close();
    this.#transport.closed(this);
  }

  /** Does work in this scope and closes it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (failure) {
      throw this.errorFor(failure);
    } finally {
      this.close();
    }
  }
}

/** Milliseconds since the epoch, as grpc-js takes deadlines. */
export function deadlineAfter(milliseconds: number | undefined): number {
  if (milliseconds === undefined) {
    return Infinity;
  }
  if (!(milliseconds > 0)) {
    throw new RangeError(`The deadline must be positive, and ${String(milliseconds)} ms is not`);
  }
  return Date.now() + milliseconds;
}
