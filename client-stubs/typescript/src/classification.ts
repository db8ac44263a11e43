import type { Dragoneye } from "./dragoneye.js";
import type { Image, Video } from "./media.js";
import {
  type ClassificationPredictImageResponse,
  type ClassificationPredictVideoResponse,
  imageResponseOf,
  type PredictionTaskStatusResponse,
  statusResponseOf,
  videoResponseOf,
} from "./classificationModels.js";

/**
 * The Node SDK's calls: the same parameters in the same order, results with its field names. Tasks are named by the id that
 * the gateway gave, which stands in `prediction_task_uuid`.
 */
export class Classification {
  readonly #client: Dragoneye;

  /** @internal */
  constructor(client: Dragoneye) {
    this.#client = client;
  }

  async predictImage(
    media: Image,
    modelName: string,
    timeoutSeconds?: number,
  ): Promise<ClassificationPredictImageResponse> {
    return imageResponseOf(await this.#client.predictImage(media, modelName, { timeoutSeconds }));
  }

  async predictVideo(
    media: Video,
    modelName: string,
    framesPerSecond = 1,
    timeoutSeconds?: number,
  ): Promise<ClassificationPredictVideoResponse> {
    const options = { framesPerSecond, timeoutSeconds };
    return videoResponseOf(await this.#client.predictVideo(media, modelName, options));
  }

  async getStatus(predictionTaskUuid: string): Promise<PredictionTaskStatusResponse> {
    return statusResponseOf(await this.#client.status(predictionTaskUuid));
  }

  async getImageResults(predictionTaskUuid: string): Promise<ClassificationPredictImageResponse> {
    return imageResponseOf(await this.#client.getImageResults(predictionTaskUuid));
  }

  async getVideoResults(predictionTaskUuid: string): Promise<ClassificationPredictVideoResponse> {
    return videoResponseOf(await this.#client.getVideoResults(predictionTaskUuid));
  }
}
