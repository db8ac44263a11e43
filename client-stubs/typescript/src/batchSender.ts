import type { MessageInitShape } from "@bufbuild/protobuf";
import type { BatchImage, BatchResult } from "./batch.js";
import type { BatchLedger } from "./batchLedger.js";
import type { CallScope } from "./callScope.js";
import type {
  PredictImagesRequestSchema,
  PredictImagesResponse,
} from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import { type ConfigInit, described, requestFor } from "./mediaRequest.js";
import type { OpenedMedia } from "./mediaSource.js";
import type { PredictOptions } from "./options.js";
import type { RpcCall } from "./rpcCall.js";

export type BatchRequests = MessageInitShape<typeof PredictImagesRequestSchema>;
type BatchCall = RpcCall<BatchRequests, PredictImagesResponse | BatchResult>;

/** An image that was found readable: opened, and its first chunk read. */
interface PreparedImage {
  readonly opened: OpenedMedia;
  readonly config: ConfigInit;
  readonly first: Uint8Array | undefined;
}

/** So much of each message is not media. */
const FRAMING_BYTES = 64;

/** Sends images, one after another. One that cannot be read fails alone wherever that is possible. */
export class BatchSender {
  readonly #scope: CallScope;
  readonly #ledger: BatchLedger;
  readonly #model: string;
  readonly #options: PredictOptions;
  readonly #stopping: Promise<undefined>;
  #stop: () => void = () => undefined;
  #stopped = false;
  #finished: Promise<void> = Promise.resolve();
  #opened: OpenedMedia | undefined;
  #sentBytes = 0;

  constructor(scope: CallScope, ledger: BatchLedger, model: string, options: PredictOptions) {
    this.#scope = scope;
    this.#ledger = ledger;
    this.#model = model;
    this.#options = options;
    this.#stopping = new Promise((resolve) => {
      this.#stop = () => {
        resolve(undefined);
      };
    });
  }

  /** Begins to send all; failures that are not of one image end the scope. */
  begin(call: BatchCall, images: Iterable<BatchImage> | AsyncIterable<BatchImage>): void {
    this.#finished = this.#sendAll(call, images).catch((failure: unknown) => {
      if (!this.#stopped) {
        this.#scope.fail(failure as Error);
      }
    });
  }

  /** Nothing more is wanted. Resolves once every medium is closed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stop();
    this.#opened?.cancel();
    await this.#finished;
  }

  async #sendAll(call: BatchCall, images: Iterable<BatchImage> | AsyncIterable<BatchImage>): Promise<void> {
    const iterator =
      Symbol.asyncIterator in images ? images[Symbol.asyncIterator]() : images[Symbol.iterator]();
    try {
      while (await this.#ready(call)) {
        const next = await Promise.race([this.#stopping, Promise.resolve(iterator.next())]);
        if (next === undefined) {
          return;
        }
        if (next.done === true) {
          this.#ledger.allSent = true;
          call.halfClose();
          return;
        }
        await this.#sendOne(call, next.value);
      }
    } finally {
      if (!this.#ledger.allSent) {
        Promise.resolve(iterator.return?.()).catch(() => undefined);
      }
    }
  }

  async #ready(call: BatchCall): Promise<boolean> {
    return (await call.awaitRoom()) && (await call.ready());
  }

  async #sendOne(call: BatchCall, { id, image }: BatchImage): Promise<void> {
    let prepared: PreparedImage;
    try {
      prepared = await this.#prepare(image);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
      call.inject({ imageId: id, error });
      return;
    }
    try {
      await this.#send(call, id, prepared);
    } finally {
      this.#opened = undefined;
      await prepared.opened.close();
    }
  }

  async #prepare(image: BatchImage["image"]): Promise<PreparedImage> {
    const media = typeof image === "function" ? await image() : image;
    const request = requestFor(media, this.#model, this.#options);
    const opened = await media.content.source.open();
    this.#opened = opened;
    try {
      const config = await described(request, media, opened, () => this.#stopped);
      return { opened, config, first: await opened.read() };
    } catch (failure) {
      await opened.close();
      throw failure;
    }
  }

  async #send(call: BatchCall, id: string, image: PreparedImage): Promise<void> {
    const imageId = this.#ledger.begun(id);
    call.send({ payload: { case: "start", value: { imageId, config: image.config } } }, FRAMING_BYTES);
    for (let chunk = image.first; chunk !== undefined; chunk = await this.#nextChunk(imageId, image)) {
      if (!(await call.ready()) || this.#stopped) {
        return;
      }
      call.send({ payload: { case: "chunk", value: chunk } }, chunk.length + FRAMING_BYTES);
      this.#sentBytes += chunk.length;
      this.#options.onSent?.(this.#sentBytes);
    }
    if (!this.#stopped) {
      call.send({ payload: { case: "end", value: {} } }, FRAMING_BYTES);
    }
  }

  async #nextChunk(imageId: string, { opened, config }: PreparedImage): Promise<Uint8Array | undefined> {
    try {
      return await opened.read();
    } catch (failure) {
      if (config.sizeBytes === undefined && config.crc32c === undefined) {
        // Ended here, it would be predicted as it is.
        throw failure;
      }
      this.#ledger.unreadable(imageId, failure as Error);
      return undefined;
    }
  }
}
