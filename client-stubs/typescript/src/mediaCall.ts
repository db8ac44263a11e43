import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { TaskAnnouncement } from "./announcement.js";
import { CallScope } from "./callScope.js";
import type { Media } from "./media.js";
import { requestFor } from "./mediaRequest.js";
import { type MediaReceiver, MediaUpload } from "./mediaUpload.js";
import type { PredictOptions } from "./options.js";
import type { Method } from "./serviceDefinition.js";
import type { Transport } from "./transport.js";

/** Makes one call that sends a medium and gets one response. */
export function mediaCall<O extends DescMessage>(
  transport: Transport,
  method: Method<DescMessage, O>,
  media: Media,
  model: string,
  options: PredictOptions,
): Promise<MessageShape<O>> {
  const request = requestFor(media, model, options);
  const announcement = new TaskAnnouncement(options.onTask);
  const scope: CallScope = new CallScope(transport, options, () =>
    announcement.observed(upload.mayHaveArrived),
  );
  const upload = new MediaUpload<MessageShape<O>>(scope, media, request, options);
  const start = async () => {
    const call = await scope.start(method, { onMetadata: announcement.fromMetadata });
    return call as unknown as MediaReceiver<MessageShape<O>>;
  };
  return scope.run(async () => {
    try {
      const call = await upload.begin(start);
      return await call.response();
    } finally {
      await upload.stop();
    }
  });
}
