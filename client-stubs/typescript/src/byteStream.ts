import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { CHUNK_BYTES, type OpenedMedia, unreadable } from "./mediaSource.js";

/** Bytes as they come: a Node stream, a web stream, or anything that can be iterated. */
export type ByteStream =
  Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The pieces of a stream, and how to make it stop. */
interface Pieces {
  next(): Promise<IteratorResult<unknown, unknown>>;
  stop(): void;
}

function piecesOf(stream: ByteStream): Pieces {
  if (stream instanceof Readable) {
    const iterator = stream[Symbol.asyncIterator]();
    return { next: () => iterator.next(), stop: () => stream.destroy() };
  }
  if ("getReader" in stream) {
    const reader = stream.getReader();
    const stop = () => {
      reader.cancel().catch(() => undefined);
    };
    return { next: () => reader.read(), stop };
  }
  const iterator =
    Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
  const stop = () => {
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  };
  return { next: async () => iterator.next(), stop };
}

/** Reads a stream in chunks of the size that calls send. */
export function reading(stream: ByteStream, sizeBytes: number | undefined): OpenedMedia {
  return new Reading(piecesOf(stream), sizeBytes);
}

class Reading implements OpenedMedia {
  readonly #pieces: Pieces;
  readonly #cancelled: Promise<undefined>;
  #cancel: () => void = () => undefined;
  /** Whether the stream itself has ended, so that nothing must stop it. */
  #exhausted = false;
  /** What was read and not given yet. */
  #rest: Uint8Array = new Uint8Array(0);
  /** Whether no more is to be read. */
  #ended = false;

  constructor(
    pieces: Pieces,
    readonly sizeBytes: number | undefined,
  ) {
    this.#pieces = pieces;
    this.#cancelled = new Promise((resolve) => {
      this.#cancel = () => {
        resolve(undefined);
      };
    });
  }

  async read(): Promise<Uint8Array | undefined> {
    const parts = [this.#rest];
    let length = this.#rest.length;
    while (length < CHUNK_BYTES && !this.#ended) {
      const piece = await this.#nextPiece();
      if (piece !== undefined) {
        parts.push(piece);
        length += piece.length;
      }
    }
    const [first, second] = parts.filter((part) => part.length > 0);
    const all = second === undefined ? (first ?? new Uint8Array(0)) : Buffer.concat(parts, length);
    this.#rest = all.subarray(CHUNK_BYTES);
    return length === 0 ? undefined : all.subarray(0, CHUNK_BYTES);
  }

  async #nextPiece(): Promise<Uint8Array | undefined> {
    const next = this.#pieces.next();
    next.catch(() => undefined);
    const result = await Promise.race([this.#cancelled, next]).catch((cause: unknown) => {
      this.#ended = this.#exhausted = true;
      throw unreadable(cause);
    });
    if (result === undefined || result.done === true) {
      this.#ended = true;
      this.#exhausted = result !== undefined;
      return undefined;
    }
    if (!(result.value instanceof Uint8Array)) {
      throw new TypeError(
        "Media must be a stream of Uint8Array or Buffer, and this one has something else in it",
      );
    }
    return result.value;
  }

  cancel(): void {
    this.#cancel();
  }

  close(): Promise<void> {
    if (!this.#exhausted) {
      this.#ended = this.#exhausted = true;
      this.#pieces.stop();
    }
    return Promise.resolve();
  }
}
