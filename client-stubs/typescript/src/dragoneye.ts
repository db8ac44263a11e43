import type { GenService, GenServiceMethods } from "@bufbuild/protobuf/codegenv2";
import type { Channel } from "@grpc/grpc-js";
import { Writable } from "node:stream";
import { type BatchImage, batchStream, type BatchStream } from "./batch.js";
import { Classification as ClassificationFace } from "./classification.js";
import { connect } from "./connect.js";
import { downloadToFile, downloadToStream, type DownloadedResults } from "./download.js";
import type {
  ImageDetectedObject,
  ImagePrediction,
  VideoDetectedObject,
} from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import { PredictionService } from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import { ResultService } from "./gen/dragoneye_gateway/v1/result_service_pb.js";
import type { ImageHeader, VideoFrame, VideoHeader } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import { type Task, TaskService } from "./gen/dragoneye_gateway/v1/task_service_pb.js";
import { Image as ImageMedia, type Media, Video as VideoMedia } from "./media.js";
import { mediaCall } from "./mediaCall.js";
import type {
  CallOptions,
  ClientOptions,
  PredictOptions,
  ResultOptions,
  ResultStreamOptions,
} from "./options.js";
import { IMAGE_RESULTS, resultStream, VIDEO_FRAMES, VIDEO_RESULTS } from "./results.js";
import type { ResultStream } from "./resultStream.js";
import type { Stub } from "./serviceDefinition.js";
import { present, watchTask } from "./tasks.js";
import type { Transport } from "./transport.js";
import { unaryCall } from "./unaryCall.js";
import { videoStream } from "./videoCall.js";
import { VideoPrediction } from "./videoPrediction.js";

/**
 * A client of a Dragoneye gateway, for any number of calls at once; make one and keep it.
 *
 * A call that fails rejects with a `DragoneyeError`; with a `MediaUnreadableError` where media cannot be read; with a
 * `TypeError` or `RangeError` for arguments that are wrong on their face. Predictions are never repeated by themselves;
 * reads are, a few times, while no gateway is available, and streams of results go on where they broke.
 */
export class Dragoneye {
  /** As in the Node SDK. */
  static readonly Image = ImageMedia;
  /** As in the Node SDK. */
  static readonly Video = VideoMedia;

  /** The calls of the Node SDK, with its parameters and its result types. */
  readonly classification: ClassificationFace;
  readonly #transport: Transport;

  /**
   * Connects at the first call, not yet.
   *
   * @throws TypeError if there is no address, it is none, or a secret would be sent in plaintext off loopback
   */
  constructor(options: ClientOptions = {}) {
    this.#transport = connect(options);
    this.classification = new ClassificationFace(this);
  }

  /**
   * Predicts an image and waits for the result. SDK: `predict_image`.
   *
   * @param model for example `recognize_anything/my_model`
   */
  async predictImage(
    image: ImageMedia,
    model: string,
    options: PredictOptions = {},
  ): Promise<ImagePrediction> {
    const method = PredictionService.method.predictImage;
    return present((await mediaCall(this.#transport, method, image, model, options)).prediction);
  }

  /** Predicts a video and waits for the whole result. SDK: `predict_video`. */
  async predictVideo(
    video: VideoMedia,
    model: string,
    options: PredictOptions = {},
  ): Promise<VideoPrediction> {
    return VideoPrediction.collect(this.streamVideoPrediction(video, model, options));
  }

  /** Predicts a video and gives its objects as they come; `onProgress` and `onTask` tell what goes on before. */
  streamVideoPrediction(
    video: VideoMedia,
    model: string,
    options: PredictOptions = {},
  ): ResultStream<VideoHeader, VideoDetectedObject> {
    return videoStream(this.#transport, video, model, options);
  }

  /**
   * Predicts many images over one stream. They are opened and read one after another, ahead of the results only as far as
   * the gateway takes them. An image that fails, or cannot be opened, does not end the batch. One whose reading breaks off
   * fails alone if its size or checksum is declared, as a file's is; else the batch ends.
   */
  predictImages(
    images: Iterable<BatchImage> | AsyncIterable<BatchImage>,
    model: string,
    options: PredictOptions = {},
  ): BatchStream {
    return batchStream(this.#transport, images, model, options);
  }

  /** Starts a prediction and returns as soon as the service accepted it; attach to it later, from anywhere. */
  async submit(media: Media, model: string, options: PredictOptions = {}): Promise<Task> {
    const method = PredictionService.method.submitPrediction;
    return present((await mediaCall(this.#transport, method, media, model, options)).task);
  }

  /** Reads how a task is doing. SDK: `status`. */
  async status(taskId: string, options: CallOptions = {}): Promise<Task> {
    return present((await unaryCall(this.#transport, TaskService.method.getTask, { taskId }, options)).task);
  }

  /** The status of a task now and at each change; ends after the one that is final. Goes on where the connection breaks. */
  watch(taskId: string, options: CallOptions = {}): AsyncGenerator<Task, undefined, undefined> {
    return watchTask(this.#transport, taskId, options);
  }

  /** Waits for the end of a task, successful or failed: see `state`. */
  async waitFor(taskId: string, options: CallOptions = {}): Promise<Task> {
    let last: Task | undefined;
    for await (const task of this.watch(taskId, options)) {
      last = task;
    }
    return present(last);
  }

  /** Reads the results of an image's task that succeeded. SDK: `get_image_results`. */
  async getImageResults(taskId: string, options: CallOptions = {}): Promise<ImagePrediction> {
    const method = ResultService.method.getImageResults;
    return present((await unaryCall(this.#transport, method, { taskId }, options)).prediction);
  }

  /** Reads the whole results of a video's task that succeeded. SDK: `get_video_results`. */
  async getVideoResults(taskId: string, options: ResultOptions = {}): Promise<VideoPrediction> {
    return VideoPrediction.collect(this.streamVideoResults(taskId, options));
  }

  /** The objects of an image; for results too large for {@link Dragoneye.getImageResults}. */
  streamImageResults(
    taskId: string,
    options: ResultStreamOptions = {},
  ): ResultStream<ImageHeader, ImageDetectedObject> {
    return resultStream(this.#transport, IMAGE_RESULTS, taskId, options);
  }

  /** The objects of a video, one whole object at a time. */
  streamVideoResults(
    taskId: string,
    options: ResultStreamOptions = {},
  ): ResultStream<VideoHeader, VideoDetectedObject> {
    return resultStream(this.#transport, VIDEO_RESULTS, taskId, options);
  }

  /** The frames of a video in time order, each with the objects seen in it. */
  streamVideoFrames(
    taskId: string,
    options: ResultStreamOptions = {},
  ): ResultStream<VideoHeader, VideoFrame> {
    return resultStream(this.#transport, VIDEO_FRAMES, taskId, options);
  }

  /**
   * Writes the result archive, as the service made it, into a file: into a new one beside it first, which takes its place
   * once size and checksum were found right. If anything fails, what was there remains, and nothing else. Where the
   * connection breaks, the download begins again, up to three times after bytes had come.
   *
   * A stream is neither ended nor destroyed, and what was written is worth nothing unless this resolves; the download
   * begins again only if no bytes had come.
   */
  download(
    taskId: string,
    target: string | URL | Writable,
    options: CallOptions = {},
  ): Promise<DownloadedResults> {
    return target instanceof Writable
      ? downloadToStream(this.#transport, taskId, target, options)
      : downloadToFile(this.#transport, taskId, target, options);
  }

  /** The generated methods of a service, in the manner of grpc-js, with this client's address and credentials. */
  stub<M extends GenServiceMethods>(service: GenService<M>): Stub<M> {
    return this.#transport.stub(service);
  }

  /** The channel with this client's address and retries; without its credentials, which {@link Dragoneye.stub} adds. */
  get channel(): Channel {
    return this.#transport.channel;
  }

  /** Closes what this client opened; calls still running are cancelled. Does not wait; may be called repeatedly. */
  close(): void {
    this.#transport.close();
  }
}

// Names of types, which the Node SDK has under the class too.
// eslint-disable-next-line @typescript-eslint/no-namespace
export namespace Dragoneye {
  export type Image = ImageMedia;
  export type Video = VideoMedia;
  export type Classification = ClassificationFace;
}
