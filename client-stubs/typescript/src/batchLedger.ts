import type { BatchResult } from "./batch.js";
import { errorOfImage, type Observed } from "./failure.js";
import type { PredictImagesResponse } from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import { againstContract } from "./resultPieces.js";
import type { Assembly } from "./resuming.js";

interface Begun {
  readonly imageId: string;
  /** Why it could not be read to its end, if that is so. */
  unreadable?: Error;
}

/** Which images of a batch were begun and not answered. */
export class BatchLedger implements Assembly<PredictImagesResponse | BatchResult, BatchResult> {
  /** By the name on the wire. */
  readonly #unanswered = new Map<string, Begun>();
  #count = 0;
  /** Whether a gateway may know of the batch. */
  mayHaveArrived = (): boolean => true;
  /** Whether there are no more images to come. */
  allSent = false;

  /** Names an image for the gateway, which demands short names that differ; the caller's may be anything. */
  begun(imageId: string): string {
    const wireId = String(this.#count++);
    this.#unanswered.set(wireId, { imageId });
    return wireId;
  }

  /** An image ended early, so that the gateway will refuse it. */
  unreadable(wireId: string, cause: Error): void {
    const begun = this.#unanswered.get(wireId);
    if (begun !== undefined) {
      begun.unreadable = cause;
    }
  }

  /** What repeating the whole batch would mean. */
  get observed(): Observed {
    return { predictSent: this.#count > 0 && this.mayHaveArrived() ? "unknown" : "no" };
  }

  get unanswered(): ReadonlySet<string> {
    return new Set([...this.#unanswered.values()].map(({ imageId }) => imageId));
  }

  get complete(): boolean {
    return this.allSent && this.#unanswered.size === 0;
  }

  accept(answer: PredictImagesResponse | BatchResult): BatchResult {
    if (!("$typeName" in answer)) {
      return answer;
    }
    const begun = this.#unanswered.get(answer.imageId);
    if (begun === undefined) {
      throw againstContract("an answer to an image that waits for none");
    }
    this.#unanswered.delete(answer.imageId);
    return resultOf(begun, answer);
  }

  /** Images are never sent again by themselves. */
  rewind(): boolean {
    return false;
  }
}

function resultOf({ imageId, unreadable }: Begun, { result }: PredictImagesResponse): BatchResult {
  switch (result.case) {
    case "prediction":
      return { imageId, prediction: result.value };
    case "error":
      return { imageId, error: unreadable ?? errorOfImage(result.value) };
    default:
      throw againstContract("an answer without its content");
  }
}
