import type { ImageDetectedObject, VideoDetectedObject } from "./gen/dragoneye_gateway/v1/prediction_pb.js";
import type { ImageHeader, VideoFrame, VideoHeader } from "./gen/dragoneye_gateway/v1/result_stream_pb.js";
import { againstContract } from "./resultPieces.js";

/** How the parts of a kind of result are put together; the whole is changed in place. */
export interface ResultKind<H, T> {
  readonly appendHeader: (whole: H, more: H) => void;
  readonly appendPart: (
    whole: T,
    more: T,
    category: number | undefined,
    attribute: number | undefined,
  ) => void;
}

export const VIDEO: ResultKind<VideoHeader, VideoDetectedObject> = {
  appendHeader: appendTimeline,
  appendPart(whole, more, category, attribute) {
    append(whole.timestampRanges, more.timestampRanges);
    append(whole.bboxObservations, more.bboxObservations);
    const rest = continued(whole.categories, more.categories, category, (into, from) => {
      const further = continued(into.attributes, from.attributes, attribute, (chosen, again) => {
        append(chosen.timestampRanges, again.timestampRanges);
      });
      append(into.attributes, further);
    });
    append(whole.categories, rest);
  },
};

export const FRAMES: ResultKind<VideoHeader, VideoFrame> = {
  appendHeader: appendTimeline,
  appendPart(whole, more, category, attribute) {
    const lastObject = category === undefined ? undefined : whole.objects.length - 1;
    const rest = continued(whole.objects, more.objects, lastObject, (into, from) => {
      const lastCategory = attribute === undefined ? undefined : category;
      const further = continued(into.categories, from.categories, lastCategory, (known, again) => {
        append(known.attributes, again.attributes);
      });
      append(into.categories, further);
    });
    append(whole.objects, rest);
  },
};

export const IMAGE: ResultKind<ImageHeader, ImageDetectedObject> = {
  appendHeader: () => undefined,
  appendPart(whole, more, category) {
    const rest = continued(whole.categories, more.categories, category, (into, from) => {
      append(into.attributes, from.attributes);
    });
    append(whole.categories, rest);
  },
};

function appendTimeline(whole: VideoHeader, more: VideoHeader): void {
  append(whole.frameTimestampsMicroseconds, more.frameTimestampsMicroseconds);
  whole.last = more.last;
}

/** Not by spreading, which long lists overflow the stack with. */
function append<E>(whole: E[], more: readonly E[]): void {
  for (const element of more) {
    whole.push(element);
  }
}

/** Continues an earlier element with the first of those that follow, if it does; returns the others. */
function continued<E>(
  whole: E[],
  more: E[],
  index: number | undefined,
  join: (into: E, from: E) => void,
): E[] {
  if (index === undefined) {
    return more;
  }
  const into = whole[index];
  const [from, ...rest] = more;
  if (into === undefined || from === undefined) {
    throw againstContract("a part that continues nothing");
  }
  join(into, from);
  return rest;
}
