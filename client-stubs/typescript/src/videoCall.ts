import { TaskAnnouncement } from "./announcement.js";
import { AttachedTask } from "./attachedTask.js";
import { CallScope } from "./callScope.js";
import { EventStream } from "./eventStream.js";
import type { VideoDetectedObject } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import {
  PredictionService,
  type PredictVideoResponse,
} from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import type { VideoHeader } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { Video } from "./media.js";
import { type ConfigInit, requestFor } from "./mediaRequest.js";
import { MediaUpload } from "./mediaUpload.js";
import type { PredictOptions } from "./options.js";
import { VIDEO } from "./partJoiners.js";
import { ResultAssembly, type ResultEvent } from "./resultAssembly.js";
import { type ResultPiece, videoPiece } from "./resultPieces.js";
import { requestOf, VIDEO_RESULTS } from "./results.js";
import { ResultStream } from "./resultStream.js";
import { mapped, type Messages, resuming } from "./resuming.js";
import { Status, StatusError } from "./statusError.js";
import type { Transport } from "./transport.js";

type Piece = ResultPiece<VideoHeader, VideoDetectedObject>;

/** Predicts a video: sends it, reads the result. */
export function videoStream(
  transport: Transport,
  video: Video,
  model: string,
  options: PredictOptions,
): ResultStream<VideoHeader, VideoDetectedObject> {
  const request = requestFor(video, model, options);
  const begin = () => {
    const call = new VideoCall(transport, video, request, options);
    return { scope: call.scope, events: call.events() };
  };
  return new ResultStream(new EventStream(begin), undefined);
}

/** One prediction of a video. A call that breaks once its task was announced goes on by way of the task. */
class VideoCall {
  readonly scope: CallScope;
  readonly #options: PredictOptions;
  readonly #announcement: TaskAnnouncement;
  readonly #attached: AttachedTask;
  readonly #upload: MediaUpload<PredictVideoResponse>;
  readonly #assembly = new ResultAssembly(VIDEO, undefined, () => this.#announcement.taskId !== undefined);
  #sent = false;

  constructor(transport: Transport, video: Video, request: ConfigInit, options: PredictOptions) {
    this.#options = options;
    this.#announcement = new TaskAnnouncement(options.onTask);
    this.#attached = new AttachedTask(options);
    this.scope = new CallScope(transport, options, () =>
      this.#announcement.observed(this.#upload.mayHaveArrived),
    );
    this.#upload = new MediaUpload(this.scope, video, request, options);
  }

  async *events(): AsyncGenerator<ResultEvent<VideoHeader, VideoDetectedObject>, void> {
    try {
      yield* resuming(this.scope, this.#assembly, () => this.#open());
    } finally {
      await this.#upload.stop();
    }
  }

  #open(): Promise<Messages<Piece>> {
    if (!this.#sent) {
      this.#sent = true;
      return this.#predict();
    }
    const taskId = this.#announcement.taskId;
    if (taskId === undefined) {
      return Promise.reject(new StatusError(Status.INTERNAL, "There is no task to go on with"));
    }
    if (!this.#assembly.hasHeader && !this.#attached.succeeded) {
      return this.#attached.watch(this.scope, taskId);
    }
    const rest = requestOf(taskId, this.#options.filter, this.#assembly.resumeToken);
    return VIDEO_RESULTS.open(this.scope, rest);
  }

  async #predict(): Promise<Messages<Piece>> {
    const call = await this.#upload.begin(async () => {
      const options = { onMetadata: this.#announcement.fromMetadata };
      const started = await this.scope.start(PredictionService.method.predictVideo, options);
      return started;
    });
    return mapped(call, (response) => this.#pieceOf(response));
  }

  #pieceOf(response: PredictVideoResponse): Piece {
    const event = response.event;
    switch (event.case) {
      case "progress":
        this.#attached.progress(event.value);
        return { kind: "unknown" };
      case "task":
        this.#attached.accepted();
        this.#announcement.announce(event.value.taskId);
        return { kind: "unknown" };
      default:
        return videoPiece({ event });
    }
  }
}
