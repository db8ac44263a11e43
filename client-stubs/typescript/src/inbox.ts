import { Wakeup } from "./wakeup.js";

const ROOM_BYTES = 1024 * 1024;
const ROOM_ENTRIES = 256;

interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** What has arrived and was not taken yet. Bounded by who puts in, who asks {@link Inbox.hasRoom}. One consumer. */
export class Inbox<T> {
  readonly #entries: Entry<T>[] = [];
  readonly #changed = new Wakeup();
  #bytes = 0;
  #ended = false;
  #failure: Error | undefined;

  get hasRoom(): boolean {
    return this.#bytes < ROOM_BYTES && this.#entries.length < ROOM_ENTRIES;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Adds a value; lost after the end. */
  put(value: T, bytes: number): void {
    if (!this.#ended) {
      this.#entries.push({ value, bytes });
      this.#bytes += bytes;
      this.#changed.notify();
    }
  }

  /** Nothing more comes, for this reason if there is one; what is there can still be taken. The first end counts. */
  end(failure?: Error): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#failure = failure;
      this.#changed.notify();
    }
  }

  clear(): void {
    this.#entries.length = 0;
    this.#bytes = 0;
    this.#changed.notify();
  }

  /** Waits for room; false if there will be none because of the end. */
  async awaitRoom(): Promise<boolean> {
    while (!this.#ended && !this.hasRoom) {
      await this.#changed.wait();
    }
    return !this.#ended;
  }

  /** The next value, waiting for it; undefined at the end. Rejects with the failure that was the end. */
  async take(): Promise<T | undefined> {
    while (this.#entries.length === 0 && !this.#ended) {
      await this.#changed.wait();
    }
    const entry = this.#entries.shift();
    if (entry !== undefined) {
      this.#bytes -= entry.bytes;
      this.#changed.notify();
      return entry.value;
    }
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    return undefined;
  }
}
