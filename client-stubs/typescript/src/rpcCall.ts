import type { ClientDuplexStream, Metadata, StatusObject } from "@grpc/grpc-js";
import { Inbox } from "./inbox.js";
import { Status, StatusError } from "./statusError.js";
import { Wakeup } from "./wakeup.js";

/** So much may wait for the transport before more is asked of whoever sends. */
const SEND_AHEAD_BYTES = 1024 * 1024;

/** A gateway's clock may have a call end so much before this side's does. */
const DEADLINE_TOLERANCE_MS = 250;

/** A message with its size on the wire. */
export interface Sized<T> {
  readonly message: T;
  readonly bytes: number;
}

/**
 * One gRPC call of any kind: sends as the transport takes it, receives only as far ahead as an {@link Inbox} has room.
 * Its end, however it comes, wakes everyone who waits.
 */
export class RpcCall<Req, Res> {
  readonly #stream: ClientDuplexStream<Sized<Req>, Sized<Res>>;
  readonly #inbox = new Inbox<Res>();
  readonly #changed = new Wakeup();
  readonly #target: string;
  #unflushed = 0;

  /**
   * @param deadline milliseconds since the epoch
   * @param target what the peer of a call that found no connection is called
   * @param onMetadata told the initial metadata; what it throws ends the call
   */
  constructor(
    stream: ClientDuplexStream<Sized<Req>, Sized<Res>>,
    deadline: number,
    target: string,
    onMetadata: (metadata: Metadata) => void,
  ) {
    this.#stream = stream;
    this.#target = target;
    stream.on("metadata", (metadata) => {
      try {
        onMetadata(metadata);
      } catch (thrownByCaller) {
        this.fail(thrownByCaller as Error);
      }
    });
    stream.on("data", (received: Sized<Res>) => {
      this.#received(received);
    });
    // The status says the same and always comes.
    stream.on("error", () => undefined);
    stream.on("status", (status) => {
      this.#drain();
      this.#end(status.code === Status.OK ? undefined : failureOf(status, deadline));
    });
  }

  #received(received: Sized<Res>): void {
    this.#inbox.put(received.message, received.bytes);
    if (!this.#inbox.hasRoom) {
      this.#stream.pause();
    }
  }

  #drain(): void {
    for (;;) {
      const left = this.#stream.read() as Sized<Res> | null;
      if (left === null) {
        return;
      }
      this.#inbox.put(left.message, left.bytes);
    }
  }

  #end(failure?: Error): void {
    this.#inbox.end(failure);
    this.#changed.notify();
  }

  /** Whether a gateway may know of the call: false only if it surely found no connection. */
  get mayHaveArrived(): boolean {
    return this.#stream.getPeer() !== this.#target;
  }

  /** Cancels the call; whoever waits for it gets this failure, once what has arrived is taken. */
  fail(failure: Error): void {
    if (!this.#inbox.ended) {
      this.#end(failure);
      this.#stream.cancel();
    }
  }

  /** Cancels the call if it still runs, and throws away what has arrived. */
  close(): void {
    this.fail(new StatusError(Status.CANCELLED, "The stream was closed"));
    this.#inbox.clear();
  }

  /** Waits until the transport takes another message; false if the call has ended. */
  async ready(): Promise<boolean> {
    while (!this.#inbox.ended) {
      if (this.#unflushed < SEND_AHEAD_BYTES) {
        return true;
      }
      await this.#changed.wait();
    }
    return false;
  }

  /** Waits until whoever takes messages keeps up; false if the call has ended. */
  awaitRoom(): Promise<boolean> {
    return this.#inbox.awaitRoom();
  }

  /** Sends a message; lost after the end. */
  send(message: Req, bytes = 0): void {
    if (!this.#inbox.ended) {
      this.#unflushed += bytes;
      this.#stream.write({ message, bytes }, () => {
        this.#unflushed -= bytes;
        this.#changed.notify();
      });
    }
  }

  halfClose(): void {
    if (!this.#inbox.ended) {
      this.#stream.end();
    }
  }

  /** Adds a message from elsewhere. */
  inject(message: Res): void {
    this.#inbox.put(message, 0);
  }

  /** The next message, waiting for it; undefined at the end. Rejects with how the call failed. */
  async take(): Promise<Res | undefined> {
    const message = await this.#inbox.take();
    if (this.#inbox.hasRoom && this.#stream.isPaused()) {
      this.#stream.resume();
    }
    return message;
  }

  /** The one response of a call that has one. */
  async response(): Promise<Res> {
    const first = await this.take();
    let last = first;
    while (last !== undefined) {
      last = await this.take();
    }
    if (first === undefined) {
      throw new StatusError(Status.INTERNAL, "The gateway ended the call without a response");
    }
    return first;
  }
}

/** A gateway resets a call whose deadline has passed, sometimes before this side's timer says so. */
function failureOf(status: StatusObject, deadline: number): StatusError {
  const late = status.code === Status.CANCELLED && Date.now() >= deadline - DEADLINE_TOLERANCE_MS;
  return StatusError.of(late ? { ...status, code: Status.DEADLINE_EXCEEDED } : status);
}
