import type * as v1 from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import { PredictionType as WireType, type Task } from "./gen/dragoneye_gateway/v1/task_service_pb.js";
import type { VideoPrediction } from "./videoPrediction.js";

/*
 * The Node SDK's result types. Ids are 64-bit, so that they are a bigint here, which JSON.stringify writes as text; the
 * SDK rounds them to a number. Timestamps are numbers, which are exact for 285 years of video.
 */

/** `[x1, y1, x2, y2]`, 0 to 1. */
export type NormalizedBbox = [number, number, number, number];
export type PredictionType = "image" | "video";

export interface PredictionTaskStatusResponse {
  prediction_task_uuid: string;
  prediction_type: PredictionType;
  status: string;
}

export interface TimestampRange {
  timestamp_start_us_inclusive: number;
  timestamp_end_us_inclusive: number;
}

export interface ScoredTimestampRange extends TimestampRange {
  score: number;
}

export interface BboxObservation {
  normalized_bbox: NormalizedBbox;
  bbox_score: number;
}

interface AttributePrediction {
  attribute_id: bigint;
  attribute_name: string;
  option_id: bigint;
  option_name: string;
}

interface CategoryPrediction<A> {
  category_id: bigint;
  name: string;
  score: number;
  attributes: A[];
}

export interface ImageAttributePrediction extends AttributePrediction {
  score: number;
}

export type ImageCategoryPrediction = CategoryPrediction<ImageAttributePrediction>;

export interface ImageDetectedObject {
  object_id: bigint;
  bbox_observation: BboxObservation;
  categories: ImageCategoryPrediction[];
}

export interface VideoBboxObservation {
  timestamp_microseconds: number;
  /** Null on a gap frame: on screen, but no box was predicted. */
  observation: BboxObservation | null;
}

export interface VideoAttributePrediction extends AttributePrediction {
  timestamp_ranges: ScoredTimestampRange[];
}

export type VideoCategoryPrediction = CategoryPrediction<VideoAttributePrediction>;

export interface VideoDetectedObject {
  object_id: bigint;
  timestamp_ranges: TimestampRange[];
  bbox_observations: VideoBboxObservation[];
  categories: VideoCategoryPrediction[];
}

export interface ClassificationPredictImageResponse {
  objects: ImageDetectedObject[];
  prediction_task_uuid: string;
  original_file_name: string | null;
}

export interface ClassificationPredictVideoResponse {
  objects: VideoDetectedObject[];
  frames_per_second: number;
  frame_timestamps_microseconds: number[];
  prediction_task_uuid: string;
  original_file_name: string | null;
}

export function statusResponseOf(task: Task): PredictionTaskStatusResponse {
  return {
    prediction_task_uuid: task.taskId,
    prediction_type: task.predictionType === WireType.VIDEO ? "video" : "image",
    status: task.status,
  };
}

export function imageResponseOf(prediction: v1.ImagePrediction): ClassificationPredictImageResponse {
  return {
    objects: prediction.objects.map((object) =>
      printable({
        object_id: object.objectId,
        bbox_observation: observationOf(object.bboxObservation),
        categories: object.categories.map((category) => categoryOf(category, imageAttributeOf)),
      }),
    ),
    prediction_task_uuid: prediction.taskId,
    original_file_name: prediction.originalFileName ?? null,
  };
}

export function videoResponseOf(prediction: VideoPrediction): ClassificationPredictVideoResponse {
  return {
    objects: prediction.objects.map(videoObjectOf),
    frames_per_second: prediction.framesPerSecond,
    frame_timestamps_microseconds: prediction.frameTimestampsMicroseconds.map(Number),
    prediction_task_uuid: prediction.taskId,
    original_file_name: prediction.originalFileName ?? null,
  };
}

function videoObjectOf(object: v1.VideoDetectedObject): VideoDetectedObject {
  return printable({
    object_id: object.objectId,
    timestamp_ranges: object.timestampRanges.map(rangeOf),
    bbox_observations: object.bboxObservations.map(({ timestampMicroseconds, observation }) => ({
      timestamp_microseconds: Number(timestampMicroseconds),
      observation: observation === undefined ? null : observationOf(observation),
    })),
    categories: object.categories.map((category) => categoryOf(category, videoAttributeOf)),
  });
}

function rangeOf(range: v1.TimestampRange | v1.ScoredTimestampRange): TimestampRange {
  return {
    timestamp_start_us_inclusive: Number(range.timestampStartUsInclusive),
    timestamp_end_us_inclusive: Number(range.timestampEndUsInclusive),
  };
}

function observationOf(observation: v1.BboxObservation | undefined): BboxObservation {
  const { x1 = 0, y1 = 0, x2 = 0, y2 = 0 } = observation?.normalizedBbox ?? {};
  return { normalized_bbox: [x1, y1, x2, y2], bbox_score: observation?.bboxScore ?? 0 };
}

function categoryOf<A, B>(
  category: { categoryId: bigint; name: string; score: number; attributes: A[] },
  attributeOf: (attribute: A) => B,
): CategoryPrediction<B> {
  return printable({
    category_id: category.categoryId,
    name: category.name,
    score: category.score,
    attributes: category.attributes.map(attributeOf),
  });
}

function chosenOption(
  attribute: v1.ImageAttributePrediction | v1.VideoAttributePrediction,
): AttributePrediction {
  return {
    attribute_id: attribute.attributeId,
    attribute_name: attribute.attributeName,
    option_id: attribute.optionId,
    option_name: attribute.optionName,
  };
}

function imageAttributeOf(attribute: v1.ImageAttributePrediction): ImageAttributePrediction {
  return printable({ ...chosenOption(attribute), score: attribute.score });
}

function videoAttributeOf(attribute: v1.VideoAttributePrediction): VideoAttributePrediction {
  const timestamp_ranges = attribute.timestampRanges.map((range) => ({
    ...rangeOf(range),
    score: range.score,
  }));
  return printable({ ...chosenOption(attribute), timestamp_ranges });
}

/** The same, that JSON.stringify can write. */
function printable<T extends object>(record: T): T {
  return Object.defineProperty(record, "toJSON", { value: jsonOf });
}

function jsonOf(this: object): object {
  return Object.fromEntries(
    Object.entries(this).map(([name, value]) => [
      name,
      typeof value === "bigint" ? value.toString() : (value as unknown),
    ]),
  );
}
