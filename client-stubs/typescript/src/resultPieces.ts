import type {
  ImageHeader,
  ImageObjectPart,
  ResultCompletion,
  VideoFramePart,
  VideoHeader,
  VideoObjectPart,
} from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import type { ImageDetectedObject, VideoDetectedObject } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import type { VideoFrame } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import { Status, StatusError } from "./statusError.js";

/** An object or a frame, or a part of one. */
export interface ElementPart<T> {
  readonly kind: "element";
  readonly index: bigint;
  readonly content: T;
  /** `continued_category_index` */
  readonly category: number | undefined;
  /** `continued_attribute_index` */
  readonly attribute: number | undefined;
  readonly last: boolean;
  readonly resumeToken: string | undefined;
}

/** A message of a result stream, whatever its kind. */
export type ResultPiece<H, T> =
  | { readonly kind: "header"; readonly content: H; readonly last: boolean }
  | ElementPart<T>
  | { readonly kind: "completion"; readonly counts: ResultCompletion }
  | { readonly kind: "unknown" };

/** What a result stream sends; cases of a newer gateway are not among them. */
interface ResultEventOf<C extends string, H, P> {
  readonly event:
    | { readonly case: "header"; readonly value: H }
    | { readonly case: C; readonly value: P }
    | { readonly case: "completion"; readonly value: ResultCompletion }
    | { readonly case: undefined; readonly value?: undefined };
}

const UNKNOWN = { kind: "unknown" } as const;

export function videoPiece(
  message: ResultEventOf<"object", VideoHeader, VideoObjectPart>,
): ResultPiece<VideoHeader, VideoDetectedObject> {
  const event = message.event;
  switch (event.case) {
    case "header":
      return { kind: "header", content: event.value, last: event.value.last };
    case "object":
      return elementOf(event.value, event.value.objectIndex, event.value.object);
    case "completion":
      return { kind: "completion", counts: event.value };
    default:
      return UNKNOWN;
  }
}

export function framePiece(
  message: ResultEventOf<"frame", VideoHeader, VideoFramePart>,
): ResultPiece<VideoHeader, VideoFrame> {
  const event = message.event;
  switch (event.case) {
    case "header":
      return { kind: "header", content: event.value, last: event.value.last };
    case "frame":
      return elementOf(event.value, event.value.frameIndex, event.value.frame);
    case "completion":
      return { kind: "completion", counts: event.value };
    default:
      return UNKNOWN;
  }
}

export function imagePiece(
  message: ResultEventOf<"object", ImageHeader, ImageObjectPart>,
): ResultPiece<ImageHeader, ImageDetectedObject> {
  const event = message.event;
  switch (event.case) {
    case "header":
      return { kind: "header", content: event.value, last: true };
    case "object":
      return elementOf(event.value, event.value.objectIndex, event.value.object);
    case "completion":
      return { kind: "completion", counts: event.value };
    default:
      return UNKNOWN;
  }
}

interface Part {
  readonly continuedCategoryIndex?: number | undefined;
  readonly continuedAttributeIndex?: number | undefined;
  readonly last: boolean;
  readonly resumeToken?: string | undefined;
}

function elementOf<T>(part: Part, index: bigint, content: T | undefined): ElementPart<T> {
  if (content === undefined) {
    throw againstContract("a part without its content");
  }
  return {
    kind: "element",
    index,
    content,
    category: part.continuedCategoryIndex,
    attribute: part.continuedAttributeIndex,
    last: part.last,
    resumeToken: part.resumeToken,
  };
}

export function againstContract(what: string): StatusError {
  return new StatusError(Status.INTERNAL, `The gateway sent ${what}, against its contract`);
}
