import { ResultStreamParts } from "./parts.js";
import type { Out } from "./fakeGateway.js";
import { status } from "@grpc/grpc-js";

export { ResultStreamParts };

/** What one opening of a stream sends, and how it ends: complete, or with a status. */
export interface Opening {
  readonly events: object[];
  readonly fails?: object;
}

/** Streams as scripted, one opening after another, and remembers the requests. */
export function openings(script: Opening[], requests: { taskId: string; resumeToken?: string }[] = []) {
  return (call: Out) => {
    const opening = script[requests.length] ?? {
      events: [],
      fails: { code: status.INTERNAL, details: "not scripted" },
    };
    requests.push(call.request as never);
    opening.events.forEach((event) => call.write({ event }));
    if (opening.fails === undefined) {
      call.end();
    } else {
      call.emit("error", opening.fails);
    }
  };
}
