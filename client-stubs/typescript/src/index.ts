/**
 * A client of the Dragoneye gateway.
 *
 * @module
 */
export { Dragoneye } from "./dragoneye.js";
export { Image, Media, Video, type FileOptions, type MediaOptions, type StreamOptions } from "./media.js";
export type { ByteStream } from "./byteStream.js";
export type { TokenSource } from "./callerCredentials.js";
export type {
  CallOptions,
  ClientOptions,
  PredictOptions,
  ResultFilterInit,
  ResultOptions,
  ResultStreamOptions,
  TlsOptions,
} from "./options.js";
export { BatchStream, type BatchImage, type BatchResult } from "./batch.js";
export type { DownloadedResults } from "./download.js";
export { ResultStream } from "./resultStream.js";
export type { ResultPlace } from "./resultAssembly.js";
export { VideoPrediction } from "./videoPrediction.js";
export {
  CallCancelledError,
  CallerRejectedError,
  CredentialsRejectedError,
  DeadlineExceededError,
  DragoneyeError,
  GatewayInternalError,
  GatewayUnavailableError,
  IncorrectMediaTypeError,
  InvalidRequestError,
  MediaUnreadableError,
  PredictionTaskBeginError,
  PredictionTaskError,
  PredictionTaskResultsUnavailableError,
  PredictionTimeoutError,
  PredictionUploadError,
  RateLimitedError,
  ResumeTokenStaleError,
  ServiceUnavailableError,
  StreamStalledError,
  TaskNotFoundError,
  type FieldViolation,
  type PredictSent,
} from "./errors.js";
export type { StatusCode } from "./statusError.js";
export { serviceDefinition, type Stub } from "./serviceDefinition.js";
export { Classification } from "./classification.js";
export type {
  ClassificationPredictImageResponse,
  ClassificationPredictVideoResponse,
  PredictionTaskStatusResponse,
} from "./classificationModels.js";
export { create, fromJson, toJson, toJsonString } from "@bufbuild/protobuf";
export * from "./v1.js";
