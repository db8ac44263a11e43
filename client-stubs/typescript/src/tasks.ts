import { equals } from "@bufbuild/protobuf";
import { CallScope } from "./callScope.js";
import { EventStream } from "./eventStream.js";
import { type Task, TaskSchema, TaskService, TaskState } from "./gen/dragoneye_gateway/v1/task_service_pb.js";
import type { CallOptions } from "./options.js";
import { againstContract } from "./resultPieces.js";
import { type Assembly, mapped, resuming } from "./resuming.js";
import { requireText } from "./text.js";
import type { Transport } from "./transport.js";

/** The changes of a task, over interruptions: a status that comes again is dropped. */
class WatchAssembly implements Assembly<Task, Task> {
  #last: Task | undefined;

  get complete(): boolean {
    return this.#last?.state === TaskState.SUCCEEDED || this.#last?.state === TaskState.FAILED;
  }

  accept(task: Task): Task | undefined {
    if (this.#last !== undefined && equals(TaskSchema, this.#last, task)) {
      return undefined;
    }
    this.#last = task;
    return task;
  }

  rewind(): boolean {
    return true;
  }
}

/** Watches a task to its end. */
export async function* watchTask(
  transport: Transport,
  taskId: string,
  options: CallOptions,
): AsyncGenerator<Task, undefined, undefined> {
  requireText("task_id", [taskId]);
  const changes = new EventStream(() => {
    const scope = new CallScope(transport, options, () => ({ taskId }));
    const open = async () =>
      mapped(await scope.request(TaskService.method.watchTask, { taskId }), (r) => present(r.task));
    return { scope, events: resuming(scope, new WatchAssembly(), open) };
  });
  try {
    for (let task = await changes.next(); task !== undefined; task = await changes.next()) {
      yield task;
    }
  } finally {
    await changes.close();
  }
}

/** What a response must hold. */
export function present<T>(content: T | undefined): T {
  if (content === undefined) {
    throw againstContract("a response without its content");
  }
  return content;
}
