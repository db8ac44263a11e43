import { ErrorDetails } from "./errorDetails.js";
import { Status, type StatusError } from "./statusError.js";

const ATTEMPTS = 8;
const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** A gateway that asks for more patience than this gets none: its caller decides. */
const LONGEST_ASKED_MS = 60_000;
/** A call that lasted so long was no failure of the same kind as the one before. */
const LASTING_MS = 10_000;

/** Where the time and the chance come from. */
export interface Clock {
  /** Milliseconds, as `performance.now()`. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const SYSTEM_CLOCK: Clock = { now: () => performance.now(), random: () => Math.random() };

/**
 * How often and after which wait a broken stream is opened again: exponential with full jitter, a few times in a row
 * without anything new.
 */
export class Reconnects {
  readonly #clock: Clock;
  #failures = 0;
  #openedAt = 0;

  constructor(clock: Clock = SYSTEM_CLOCK) {
    this.#clock = clock;
  }

  /** A call begins. */
  opened(): void {
    this.#openedAt = this.#clock.now();
  }

  /** Something new arrived: what failed before does not count any more. */
  progress(): void {
    this.#failures = 0;
  }

  /** How many milliseconds to wait before opening again after this failure; undefined if that is of no use. */
  next(failure: StatusError): number | undefined {
    if (this.#clock.now() - this.#openedAt >= LASTING_MS) {
      this.#failures = 0;
    }
    const details = ErrorDetails.of(failure);
    const asked = details.retryDelayMs ?? 0;
    if (!isPassing(failure.code, details) || asked > LONGEST_ASKED_MS || this.#failures >= ATTEMPTS) {
      return undefined;
    }
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
    return asked + this.#clock.random() * ceiling;
  }
}

/** Whether another connection, or the same one later, may do better. */
function isPassing(code: Status, details: ErrorDetails): boolean {
  switch (code) {
    case Status.UNAVAILABLE:
      return true;
    // A stream reset by a proxy or by a gateway that ends, or cut without its trailers.
    case Status.INTERNAL:
    case Status.CANCELLED:
      return details.reason === undefined;
    // This side paused longer than the gateway waits.
    case Status.ABORTED:
      return details.reason === "STREAM_STALLED";
    default:
      return false;
  }
}
