import { EventStream } from "./eventStream.js";
import type { ResultCompletion } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { ResultEvent, ResultPlace } from "./resultAssembly.js";

type ElementEvent<H, T> = Extract<ResultEvent<H, T>, { kind: "element" }>;

/**
 * A result as it arrives: a header, then whole objects or frames, to be iterated once. Nothing is asked for before the
 * first is.
 *
 * Where the connection breaks or the gateway drains, the stream goes on by itself after the last whole element, on
 * whatever gateway is there: each element comes exactly once. Leaving the iteration cancels the call.
 */
export class ResultStream<H, T> implements AsyncIterable<T> {
  readonly #events: EventStream<ResultEvent<H, T>>;
  readonly #beginning: string | undefined;
  readonly #arrived: ElementEvent<H, T>[] = [];
  #header: H | undefined;
  #completion: ResultCompletion | undefined;
  #place: ResultPlace | undefined;

  /** @internal */
  constructor(events: EventStream<ResultEvent<H, T>>, beginning: string | undefined) {
    this.#events = events;
    this.#beginning = beginning;
  }

  /** What is known of the result before its elements; waits for it. */
  async header(): Promise<H> {
    while (this.#header === undefined) {
      if (!(await this.#advance())) {
        throw new TypeError("The stream was closed before its header had come");
      }
    }
    return this.#header;
  }

  /**
   * The counts at the end of the result, from where this stream began and over interruptions; undefined before the end.
   *
   * They are exact but for a stream with a resume token and a filter that was interrupted after its first element: its
   * read count then begins with that element, because no index tells where a token stands.
   */
  get completion(): ResultCompletion | undefined {
    return this.#completion;
  }

  /** Where the element stands that was taken last; undefined if none was. */
  get place(): ResultPlace | undefined {
    return this.#place;
  }

  /** Names the place right after the element that was taken last; before the first the token that this began with. */
  get resumeToken(): string | undefined {
    return this.#place?.resumeToken ?? this.#beginning;
  }

  async #advance(): Promise<boolean> {
    const event = await this.#events.next();
    switch (event?.kind) {
      case "header":
        this.#header = event.header;
        break;
      case "element":
        this.#arrived.push(event);
        break;
      case "completion":
        this.#completion = event.completion;
        break;
      case undefined:
        return false;
    }
    return true;
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    while (this.#arrived.length === 0) {
      if (!(await this.#advance())) {
        return { done: true, value: undefined };
      }
    }
    const { element, place } = this.#arrived.shift() as ElementEvent<H, T>;
    this.#place = place;
    return { done: false, value: element };
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return {
      next: () => this.#next(),
      return: async () => {
        await this.close();
        return { done: true, value: undefined };
      },
    };
  }

  /** Cancels the call if it still runs. Needed only for a stream that was begun and is not iterated to its end. */
  close(): Promise<void> {
    return this.#events.close();
  }
}
