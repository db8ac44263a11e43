import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { CallScope } from "./callScope.js";
import { EventStream } from "./eventStream.js";
import type { ImageDetectedObject, VideoDetectedObject } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import { ResultService } from "./gen/dragoneye_gateway/v1/result_service_pb.js";
import type { ImageHeader, VideoFrame, VideoHeader } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { ResultFilterInit, ResultStreamOptions } from "./options.js";
import { FRAMES, IMAGE, type ResultKind, VIDEO } from "./partJoiners.js";
import { ResultAssembly } from "./resultAssembly.js";
import { framePiece, imagePiece, type ResultPiece, videoPiece } from "./resultPieces.js";
import { ResultStream } from "./resultStream.js";
import { mapped, type Messages, resuming } from "./resuming.js";
import type { Method } from "./serviceDefinition.js";
import { requireText } from "./text.js";
import type { Transport } from "./transport.js";

/** What to read of a result. */
export interface ResultRequest {
  readonly taskId: string;
  readonly filter?: ResultFilterInit;
  readonly resumeToken?: string;
}

export function requestOf(
  taskId: string,
  filter: ResultFilterInit | undefined,
  resumeToken: string | undefined,
): ResultRequest {
  return {
    taskId,
    ...(filter === undefined ? {} : { filter }),
    ...(resumeToken === undefined ? {} : { resumeToken }),
  };
}

/** An RPC that streams a result. */
export interface ResultMethod<H, T> {
  readonly kind: ResultKind<H, T>;
  open(scope: CallScope, request: ResultRequest): Promise<Messages<ResultPiece<H, T>>>;
}

function resultMethod<H, T, O extends DescMessage>(
  kind: ResultKind<H, T>,
  method: Method<DescMessage, O>,
  pieceOf: (message: MessageShape<O>) => ResultPiece<H, T>,
): ResultMethod<H, T> {
  return {
    kind,
    open: async (scope, request) => mapped(await scope.request(method, request as never), pieceOf),
  };
}

export const VIDEO_RESULTS: ResultMethod<VideoHeader, VideoDetectedObject> = resultMethod(
  VIDEO,
  ResultService.method.streamVideoResults,
  videoPiece,
);
export const VIDEO_FRAMES: ResultMethod<VideoHeader, VideoFrame> = resultMethod(
  FRAMES,
  ResultService.method.streamVideoFrames,
  framePiece,
);
export const IMAGE_RESULTS: ResultMethod<ImageHeader, ImageDetectedObject> = resultMethod(
  IMAGE,
  ResultService.method.streamImageResults,
  imagePiece,
);

/** Reads the result of a task. */
export function resultStream<H, T>(
  transport: Transport,
  method: ResultMethod<H, T>,
  taskId: string,
  options: ResultStreamOptions,
): ResultStream<H, T> {
  requireText("task_id", [taskId]);
  requireText("filter.category_names", options.filter?.categoryNames ?? []);
  requireText("resume_token", [options.resumeToken]);
  const begin = () => {
    const scope = new CallScope(transport, options, () => ({ taskId }));
    const assembly = new ResultAssembly(method.kind, options.resumeToken);
    const open = () => method.open(scope, requestOf(taskId, options.filter, assembly.resumeToken));
    return { scope, events: resuming(scope, assembly, open) };
  };
  return new ResultStream(new EventStream(begin), options.resumeToken);
}
