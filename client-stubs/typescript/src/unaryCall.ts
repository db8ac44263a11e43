import type { DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { CallScope } from "./callScope.js";
import type { CallOptions } from "./options.js";
import type { Method } from "./serviceDefinition.js";
import { requireText } from "./text.js";
import type { Transport } from "./transport.js";

/** Makes one call about a task that has one request and one response. */
export function unaryCall<I extends DescMessage, O extends DescMessage>(
  transport: Transport,
  method: Method<I, O>,
  request: MessageInitShape<I> & { readonly taskId: string },
  options: CallOptions,
): Promise<MessageShape<O>> {
  requireText("task_id", [request.taskId]);
  const scope = new CallScope(transport, options, () => ({ taskId: request.taskId }));
  return scope.run(async () => (await scope.request(method, request)).response());
}
