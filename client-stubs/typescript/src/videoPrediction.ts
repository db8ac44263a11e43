import type { VideoDetectedObject } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import type { ResultCompletion, VideoHeader } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { ResultStream } from "./resultStream.js";

/** The whole prediction of a video. */
export class VideoPrediction {
  /** @internal */
  constructor(
    /** What the result says of the video, its whole timeline included. */
    readonly header: VideoHeader,
    /** The detected objects, in the service's order. */
    readonly objects: VideoDetectedObject[],
    /** How many objects there are and how many passed the filter. */
    readonly completion: ResultCompletion,
  ) {}

  /** @internal */
  static async collect(stream: ResultStream<VideoHeader, VideoDetectedObject>): Promise<VideoPrediction> {
    const objects: VideoDetectedObject[] = [];
    for await (const object of stream) {
      objects.push(object);
    }
    return new VideoPrediction(await stream.header(), objects, stream.completion as ResultCompletion);
  }

  /** Names the task in later requests. */
  get taskId(): string {
    return this.header.taskId;
  }

  /** The service's own identifier of the task. */
  get predictionTaskUuid(): string {
    return this.header.predictionTaskUuid;
  }

  /** File name given with the video. */
  get originalFileName(): string | undefined {
    return this.header.originalFileName;
  }

  /** Frames sampled per second of video. */
  get framesPerSecond(): number {
    return this.header.framesPerSecond;
  }

  /** When each processed frame is, ascending, frames without a detection included. Empty without a timeline. */
  get frameTimestampsMicroseconds(): bigint[] {
    return this.header.frameTimestampsMicroseconds;
  }
}
