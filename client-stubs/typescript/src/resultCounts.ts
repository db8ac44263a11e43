import { create } from "@bufbuild/protobuf";
import {
  type ResultCompletion,
  ResultCompletionSchema,
} from "./gen/dragoneye_gateway/v1/result_stream_pb.js";

/**
 * The counts of a result over interruptions. A gateway counts from the resume token it was given; the index of an element
 * says how many stand before it, which nothing says of a token.
 */
export class ResultCounts {
  /** Index where the stream began, if that is known yet. */
  #begin: bigint | undefined;
  /** Index after the last whole element. */
  #next = 0n;
  #sent = 0n;
  #readBefore = 0n;
  #sentBefore = 0n;

  constructor(fromBeginning: boolean) {
    this.#begin = fromBeginning ? 0n : undefined;
  }

  element(index: bigint): void {
    // Those that a filter left out between the caller's token and here are not known of.
    this.#begin ??= index;
    this.#next = index + 1n;
    this.#sent++;
  }

  /** The stream goes on after the last whole element. */
  reopened(): void {
    this.#sentBefore = this.#sent;
    this.#readBefore = this.#begin === undefined || this.#sent === 0n ? 0n : this.#next - this.#begin;
  }

  total(sinceReopened: ResultCompletion): ResultCompletion {
    return create(ResultCompletionSchema, {
      readCount: this.#readBefore + sinceReopened.readCount,
      sentCount: this.#sentBefore + sinceReopened.sentCount,
    });
  }
}
