import type { CallScope } from "./callScope.js";
import { Status, StatusError } from "./statusError.js";

interface Running<E> {
  readonly scope: CallScope;
  readonly events: AsyncGenerator<E, void>;
}

/** Events that a caller pulls. Nothing happens, and nothing is held, before the first is asked for. */
export class EventStream<E> {
  readonly #begin: () => Running<E>;
  #running: Running<E> | undefined;
  #ended = false;

  constructor(begin: () => Running<E>) {
    this.#begin = begin;
  }

  /** The next event, waiting for it; undefined at the end. Rejects once with how the call failed. */
  async next(): Promise<E | undefined> {
    if (this.#ended) {
      return undefined;
    }
    const { scope, events } = (this.#running ??= this.#begin());
    try {
      const result = await events.next();
      if (result.done !== true) {
        return result.value;
      }
    } catch (failure) {
      this.#ended = true;
      const seen = scope.errorFor(failure);
      scope.close();
      throw seen;
    }
    this.#ended = true;
    scope.close();
    return undefined;
  }

  /** Cancels the call if it still runs. Resolves once nothing of it is left. */
  async close(): Promise<void> {
    this.#ended = true;
    if (this.#running !== undefined) {
      const { scope, events } = this.#running;
      scope.fail(new StatusError(Status.CANCELLED, "The stream was closed"));
      await events.return().catch(() => undefined);
      scope.close();
    }
  }
}
