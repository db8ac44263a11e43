import type { Metadata } from "@grpc/grpc-js";
import type { Observed } from "./failure.js";

/** Whether the gateway has announced the task of a call that takes media; tells it once. */
export class TaskAnnouncement {
  readonly #onTask: (taskId: string) => void;
  #taskId: string | undefined;

  constructor(onTask: ((taskId: string) => void) | undefined) {
    this.#onTask = onTask ?? (() => undefined);
  }

  get taskId(): string | undefined {
    return this.#taskId;
  }

  announce(taskId: string): void {
    if (this.#taskId === undefined) {
      this.#taskId = taskId;
      this.#onTask(taskId);
    }
  }

  /** Finds the announcement in the response's initial metadata. */
  readonly fromMetadata = (metadata: Metadata): void => {
    const [taskId] = metadata.get("dragoneye-task-id");
    if (taskId !== undefined) {
      this.announce(taskId.toString());
    }
  };

  /** A prediction cannot begin before the media is complete, and has begun once its task was announced. */
  observed(mediaArrived: boolean): Observed {
    if (this.#taskId !== undefined) {
      return { taskId: this.#taskId, predictSent: "yes" };
    }
    return { predictSent: mediaArrived ? "unknown" : "no" };
  }
}
