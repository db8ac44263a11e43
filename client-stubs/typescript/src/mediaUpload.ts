import type { CallScope } from "./callScope.js";
import type { Media } from "./media.js";
import { type ConfigInit, described } from "./mediaRequest.js";
import type { OpenedMedia } from "./mediaSource.js";
import type { PredictOptions } from "./options.js";
import type { RpcCall } from "./rpcCall.js";

/** A message of a call that takes one medium. */
export interface MediaMessage {
  readonly payload:
    | { readonly case: "config"; readonly value: ConfigInit }
    | { readonly case: "chunk"; readonly value: Uint8Array };
}

/** A call that takes one medium. */
export type MediaReceiver<Res> = RpcCall<MediaMessage, Res>;

/** So much of each chunk's message is not media. */
const FRAMING_BYTES = 16;

/**
 * Sends one medium into a call, a chunk at a time and only when the transport takes another one. Its failures end the
 * scope.
 */
export class MediaUpload<Res> {
  readonly #media: Media;
  readonly #request: ConfigInit;
  readonly #options: PredictOptions;
  readonly #scope: CallScope;
  #opened: OpenedMedia | undefined;
  #finished: Promise<void> = Promise.resolve();
  #stopped = false;
  #complete: MediaReceiver<Res> | undefined;

  constructor(scope: CallScope, media: Media, request: ConfigInit, options: PredictOptions) {
    this.#scope = scope;
    this.#media = media;
    this.#request = request;
    this.#options = options;
  }

  /** Whether all media may have arrived, so that a prediction may have begun. */
  get mayHaveArrived(): boolean {
    return this.#complete?.mayHaveArrived === true;
  }

  /**
   * Begins.
   *
   * @param start starts the call, once the medium is open: an unreadable one makes no call
   */
  begin(start: () => Promise<MediaReceiver<Res>>): Promise<MediaReceiver<Res>> {
    return this.#scope.guard(
      new Promise((resolve) => {
        this.#finished = this.#run(start, resolve).catch((failure: unknown) => {
          if (!this.#stopped) {
            this.#scope.fail(failure as Error);
          }
        });
      }),
    );
  }

  async #run(
    start: () => Promise<MediaReceiver<Res>>,
    started: (call: MediaReceiver<Res>) => void,
  ): Promise<void> {
    const opened = await this.#media.content.source.open();
    this.#opened = opened;
    try {
      const config = await described(this.#request, this.#media, opened, () => this.#stopped);
      if (!this.#stopped) {
        const call = await start();
        started(call);
        await this.#send(call, config, opened);
      }
    } finally {
      await opened.close();
    }
  }

  async #send(call: MediaReceiver<Res>, config: ConfigInit, opened: OpenedMedia): Promise<void> {
    call.send({ payload: { case: "config", value: config } });
    let sent = 0;
    while (await call.ready()) {
      const chunk = await opened.read();
      if (this.#stopped) {
        return;
      }
      if (chunk === undefined) {
        this.#complete = call;
        call.halfClose();
        return;
      }
      call.send({ payload: { case: "chunk", value: chunk } }, chunk.length + FRAMING_BYTES);
      sent += chunk.length;
      this.#options.onSent?.(sent);
    }
  }

  /** Nothing more is wanted. Resolves once the medium is closed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#opened?.cancel();
    await this.#finished;
  }
}
