import type { CallScope } from "./callScope.js";
import { Reconnects } from "./reconnects.js";
import { Status, StatusError } from "./statusError.js";

/** What makes events of messages, over interruptions. */
export interface Assembly<M, E> {
  /** Takes a message; returns the event that is whole with it, if one is. */
  accept(message: M): E | undefined;
  /** Whether everything has arrived. */
  readonly complete: boolean;
  /** The stream broke: forgets what is unfinished; returns whether it can be continued. */
  rewind(): boolean;
}

/** The messages of one gRPC call; undefined at its end. */
export interface Messages<M> {
  take(): Promise<M | undefined>;
}

/** The same messages as something else, made as they are taken. */
export function mapped<A, B>(messages: Messages<A>, map: (message: A) => B): Messages<B> {
  return {
    take: async () => {
      const message = await messages.take();
      return message === undefined ? undefined : map(message);
    },
  };
}

/**
 * The events of a call with many responses, over as many gRPC calls as it takes: each event comes once. Reads, and opens
 * again, only as events are asked for.
 */
export async function* resuming<M, E>(
  scope: CallScope,
  assembly: Assembly<M, E>,
  open: () => Promise<Messages<M>>,
  reconnects = new Reconnects(),
): AsyncGenerator<E, void> {
  for (;;) {
    reconnects.opened();
    const failure = yield* oneCall(assembly, open, reconnects);
    if (assembly.complete) {
      return;
    }
    const wait = scope.failed ? undefined : reconnects.next(failure);
    if (wait === undefined || !assembly.rewind()) {
      throw failure;
    }
    await scope.pause(wait);
  }
}

/** Returns how the gRPC call ended before everything arrived; throws what has nothing to do with it. */
async function* oneCall<M, E>(
  assembly: Assembly<M, E>,
  open: () => Promise<Messages<M>>,
  reconnects: Reconnects,
): AsyncGenerator<E, StatusError> {
  const messages = await statusOr(open());
  if (messages instanceof StatusError) {
    return messages;
  }
  for (;;) {
    const message = await statusOr(messages.take());
    if (message === undefined) {
      return new StatusError(Status.UNAVAILABLE, "The stream ended before it was complete");
    }
    if (message instanceof StatusError) {
      return message;
    }
    const event = assembly.accept(message);
    if (event !== undefined) {
      reconnects.progress();
      yield event;
    }
  }
}

async function statusOr<T>(work: Promise<T>): Promise<T | StatusError> {
  try {
    return await work;
  } catch (failure) {
    if (failure instanceof StatusError) {
      return failure;
    }
    throw failure;
  }
}
