import { CallScope } from "./callScope.js";
import { BatchLedger } from "./batchLedger.js";
import { type BatchRequests, BatchSender } from "./batchSender.js";
import { EventStream } from "./eventStream.js";
import {
  PredictionService,
  type PredictImagesResponse,
} from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import type { ImagePrediction } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import type { Image } from "./media.js";
import type { PredictOptions } from "./options.js";
import { resuming } from "./resuming.js";
import type { RpcCall } from "./rpcCall.js";
import type { Transport } from "./transport.js";

/** An image of a batch. */
export interface BatchImage {
  /** Names the image in the results, and only there. Images that share one cannot be told apart. */
  readonly id: string;
  /** The image, or what makes it when it is its turn; what that throws fails this image alone. */
  readonly image: Image | (() => Image | Promise<Image>);
}

/** What became of one image of a batch: a prediction, or the error that a call of its own would have thrown. */
export type BatchResult =
  | { readonly imageId: string; readonly prediction: ImagePrediction; readonly error?: undefined }
  | { readonly imageId: string; readonly prediction?: undefined; readonly error: Error };

/**
 * The results of a batch as they arrive, in any order: one for every image. To be iterated once; nothing is sent before.
 * Leaving the iteration cancels the call.
 */
export class BatchStream implements AsyncIterable<BatchResult> {
  readonly #events: EventStream<BatchResult>;
  readonly #unanswered: () => ReadonlySet<string>;

  /** @internal */
  constructor(events: EventStream<BatchResult>, unanswered: () => ReadonlySet<string>) {
    this.#events = events;
    this.#unanswered = unanswered;
  }

  /**
   * The images that were begun to be sent and of which nothing came back yet; after a failure of the whole batch those that
   * may have been predicted, and may be charged.
   */
  get unanswered(): ReadonlySet<string> {
    return this.#unanswered();
  }

  [Symbol.asyncIterator](): AsyncIterator<BatchResult, undefined> {
    return {
      next: async () => {
        const value = await this.#events.next();
        return value === undefined ? { done: true, value } : { done: false, value };
      },
      return: async () => {
        await this.close();
        return { done: true, value: undefined };
      },
    };
  }

  /** Cancels the call if it still runs. */
  close(): Promise<void> {
    return this.#events.close();
  }
}

/** Predicts many images over one stream. */
export function batchStream(
  transport: Transport,
  images: Iterable<BatchImage> | AsyncIterable<BatchImage>,
  model: string,
  options: PredictOptions,
): BatchStream {
  const ledger = new BatchLedger();
  const begin = () => {
    const scope = new CallScope(transport, options, () => ledger.observed);
    const sender = new BatchSender(scope, ledger, model, options);
    return { scope, events: results(scope, sender, ledger, images) };
  };
  return new BatchStream(new EventStream(begin), () => ledger.unanswered);
}

async function* results(
  scope: CallScope,
  sender: BatchSender,
  ledger: BatchLedger,
  images: Iterable<BatchImage> | AsyncIterable<BatchImage>,
): AsyncGenerator<BatchResult, void> {
  const open = async () => {
    const call = await scope.start(PredictionService.method.predictImages);
    const both = call as unknown as RpcCall<BatchRequests, PredictImagesResponse | BatchResult>;
    ledger.mayHaveArrived = () => call.mayHaveArrived;
    sender.begin(both, images);
    return both;
  };
  try {
    yield* resuming(scope, ledger, open);
  } finally {
    await sender.stop();
  }
}
