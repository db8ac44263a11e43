import type { ResultCompletion } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { ResultKind } from "./partJoiners.js";
import type { Assembly } from "./resuming.js";
import { ResultCounts } from "./resultCounts.js";
import { againstContract, type ElementPart, type ResultPiece } from "./resultPieces.js";

/** Where an object or a frame stands in its result. */
export interface ResultPlace {
  /** Its place in the whole result, from 0, counted before any filter. */
  readonly index: bigint;
  /** Names the place right after it, for `resumeToken` of a later stream. */
  readonly resumeToken: string;
}

/** What a reader of a result gets. */
export type ResultEvent<H, T> =
  | { readonly kind: "header"; readonly header: H }
  | { readonly kind: "element"; readonly element: T; readonly place: ResultPlace }
  | { readonly kind: "completion"; readonly completion: ResultCompletion };

/**
 * Makes a header, whole elements and exact counts of a result stream, over interruptions: a header that comes again is
 * dropped, parts of an unfinished element are read again.
 */
export class ResultAssembly<H, T> implements Assembly<ResultPiece<H, T>, ResultEvent<H, T>> {
  readonly #kind: ResultKind<H, T>;
  readonly #counts: ResultCounts;
  readonly #continuable: () => boolean;
  #header: H | undefined;
  #headerComplete = false;
  #unfinished: { readonly index: bigint; readonly whole: T } | undefined;
  #resumeToken: string | undefined;
  #complete = false;

  /**
   * @param resumeToken where the stream begins; undefined for the beginning
   * @param continuable whether a stream that broke can be continued
   */
  constructor(
    kind: ResultKind<H, T>,
    resumeToken: string | undefined,
    continuable: () => boolean = () => true,
  ) {
    this.#kind = kind;
    this.#counts = new ResultCounts(resumeToken === undefined);
    this.#continuable = continuable;
    this.#resumeToken = resumeToken;
  }

  get complete(): boolean {
    return this.#complete;
  }

  get hasHeader(): boolean {
    return this.#headerComplete;
  }

  /** The place right after the last whole element; undefined for the beginning. */
  get resumeToken(): string | undefined {
    return this.#resumeToken;
  }

  accept(piece: ResultPiece<H, T>): ResultEvent<H, T> | undefined {
    switch (piece.kind) {
      case "header":
        return this.#headerPart(piece.content, piece.last);
      case "element":
        return this.#elementPart(piece);
      case "completion":
        return this.#completion(piece.counts);
      case "unknown":
        return undefined;
    }
  }

  #headerPart(content: H, last: boolean): ResultEvent<H, T> | undefined {
    if (this.#headerComplete) {
      return undefined;
    }
    if (this.#header === undefined) {
      this.#header = content;
    } else {
      this.#kind.appendHeader(this.#header, content);
    }
    this.#headerComplete = last;
    return last ? { kind: "header", header: this.#header } : undefined;
  }

  #elementPart(part: ElementPart<T>): ResultEvent<H, T> | undefined {
    if (!this.#headerComplete) {
      throw againstContract("an element before the header was complete");
    }
    if (this.#unfinished === undefined) {
      this.#unfinished = { index: part.index, whole: part.content };
    } else if (part.index === this.#unfinished.index) {
      this.#kind.appendPart(this.#unfinished.whole, part.content, part.category, part.attribute);
    } else {
      throw againstContract(
        `part of element ${String(part.index)} within element ${String(this.#unfinished.index)}`,
      );
    }
    return part.last ? this.#element(this.#unfinished.whole, part) : undefined;
  }

  #element(element: T, { index, resumeToken = "" }: ElementPart<T>): ResultEvent<H, T> {
    this.#unfinished = undefined;
    this.#counts.element(index);
    this.#resumeToken = resumeToken;
    return { kind: "element", element, place: { index, resumeToken } };
  }

  #completion(counts: ResultCompletion): ResultEvent<H, T> {
    if (!this.#headerComplete) {
      throw againstContract("the end before the header was complete");
    }
    if (this.#unfinished !== undefined) {
      throw againstContract(`the end within element ${String(this.#unfinished.index)}`);
    }
    this.#complete = true;
    return { kind: "completion", completion: this.#counts.total(counts) };
  }

  rewind(): boolean {
    this.#unfinished = undefined;
    this.#counts.reopened();
    if (!this.#headerComplete) {
      this.#header = undefined;
    }
    return this.#continuable();
  }
}
