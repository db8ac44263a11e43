import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Duration, DurationSchema } from "@bufbuild/protobuf/wkt";
import { Crc32c } from "./crc32c.js";
import type { PredictionConfigSchema } from "./gen/dragoneye_gateway/v1/config_pb.js";
import type { Media } from "./media.js";
import type { OpenedMedia } from "./mediaSource.js";
import type { PredictOptions } from "./options.js";
import { requireConfigText } from "./text.js";

/** The message that precedes the media. */
export type ConfigInit = MessageInitShape<typeof PredictionConfigSchema>;

/** What to predict, with which model and options, as far as that is known without reading. */
export function requestFor(media: Media, model: string, options: PredictOptions): ConfigInit {
  const { framesPerSecond, filter, timeoutSeconds } = options;
  if (framesPerSecond !== undefined && !(Number.isInteger(framesPerSecond) && framesPerSecond >= 1)) {
    throw new RangeError(
      `The frames per second must be a whole number of at least 1, and ${String(framesPerSecond)} is not`,
    );
  }
  requireConfigText("model", [model]);
  requireConfigText("mime_type", [media.mimeType]);
  requireConfigText("file_name", [media.name]);
  requireConfigText("parameters", Object.entries(options.parameters ?? {}).flat());
  requireConfigText("filter.category_names", filter?.categoryNames ?? []);
  return {
    model,
    mimeType: media.mimeType,
    parameters: { ...options.parameters },
    ...(media.name === undefined ? {} : { fileName: media.name }),
    ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
    ...(filter === undefined ? {} : { filter }),
    ...(timeoutSeconds === undefined ? {} : { completionTimeout: durationOf(timeoutSeconds) }),
  };
}

function durationOf(seconds: number): Duration {
  if (!(seconds > 0 && Number.isFinite(seconds))) {
    throw new RangeError(`The completion timeout must be positive, and ${String(seconds)} s is not`);
  }
  const nanos = Math.max(1, Math.round(seconds * 1e9));
  return create(DurationSchema, { seconds: BigInt(Math.floor(nanos / 1e9)), nanos: nanos % 1e9 });
}

/**
 * The same with the size and, if it is wanted, the checksum of the media, which is read once more for that.
 *
 * @param stopped whether nobody wants it any more
 */
export async function described(
  request: ConfigInit,
  media: Media,
  opened: OpenedMedia,
  stopped: () => boolean,
): Promise<ConfigInit> {
  const checksum = media.content.checksum;
  const crc32c = checksum === true ? await computed(media, stopped) : checksum;
  return {
    ...request,
    ...(opened.sizeBytes === undefined ? {} : { sizeBytes: BigInt(opened.sizeBytes) }),
    ...(typeof crc32c === "number" ? { crc32c: crc32c >>> 0 } : {}),
  };
}

async function computed(media: Media, stopped: () => boolean): Promise<number> {
  if (!media.content.source.repeatable) {
    throw new TypeError(
      "A checksum is sent before the media, so that a stream would have to be read twice: pass the checksum itself",
    );
  }
  const checksum = new Crc32c();
  const opened = await media.content.source.open();
  try {
    for (let chunk = await opened.read(); chunk !== undefined && !stopped(); chunk = await opened.read()) {
      checksum.update(chunk);
    }
  } finally {
    await opened.close();
  }
  return checksum.value;
}
