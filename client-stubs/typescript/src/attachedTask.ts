import { create } from "@bufbuild/protobuf";
import type { CallScope } from "./callScope.js";
import { deadlineAfter } from "./callScope.js";
import type { DragoneyeError } from "./errors.js";
import { errorOf, failureOf } from "./failure.js";
import { Phase } from "./gen/dragoneye_gateway/v1/config_pb.js";
import {
  type PredictionProgress,
  PredictionProgressSchema,
} from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";
import { type Task, TaskService, TaskState } from "./gen/dragoneye_gateway/v1/task_service_pb.js";
import type { PredictOptions } from "./options.js";
import type { Messages } from "./resuming.js";
import { Status, StatusError, type StatusCode } from "./statusError.js";

/** Waits for the task of a prediction whose own call broke, and tells its progress as that did. */
export class AttachedTask {
  readonly #options: PredictOptions;
  #completionDeadline = Infinity;
  #last: PredictionProgress = create(PredictionProgressSchema);
  #succeeded = false;

  constructor(options: PredictOptions) {
    this.#options = options;
  }

  /** The service accepted the prediction: the completion timeout begins. The gateway's own, if none is given, is forgotten. */
  accepted(): void {
    const seconds = this.#options.timeoutSeconds;
    this.#completionDeadline = deadlineAfter(seconds === undefined ? undefined : seconds * 1_000);
  }

  progress(progress: PredictionProgress): void {
    this.#last = progress;
    this.#options.onProgress?.(progress);
  }

  get succeeded(): boolean {
    return this.#succeeded;
  }

  /** Watches the task, whose stream then ends as one that was cut. Nothing of it is a piece of the result. */
  async watch(scope: CallScope, taskId: string): Promise<Messages<{ readonly kind: "unknown" }>> {
    const call = await scope.request(TaskService.method.watchTask, { taskId }, this.#completionDeadline);
    return {
      take: async () => {
        const response = await call.take().catch((failure: unknown) => {
          throw this.#timedOut(failure) ? this.#timeout(taskId) : failure;
        });
        if (response === undefined) {
          return undefined;
        }
        if (response.task !== undefined) {
          this.#changed(response.task);
        }
        return { kind: "unknown" };
      },
    };
  }

  #changed(task: Task): void {
    if (task.state === TaskState.FAILED) {
      const metadata = { phase: "await", task_id: task.taskId, status: task.status };
      throw asEnded(
        "FAILED_PRECONDITION",
        "PREDICTION_FAILED",
        metadata,
        `The prediction failed with the status ${task.status}`,
      );
    }
    this.progress({ ...this.#last, phase: Phase.AWAIT, status: task.status });
    this.#succeeded = task.state === TaskState.SUCCEEDED;
  }

  #timedOut(failure: unknown): boolean {
    const exceeded = failure instanceof StatusError && failure.code === Status.DEADLINE_EXCEEDED;
    return exceeded && Date.now() >= this.#completionDeadline;
  }

  #timeout(taskId: string): DragoneyeError {
    const metadata = { phase: "await", task_id: taskId, status: this.#last.status ?? "" };
    const what = `The prediction did not complete within ${String(this.#options.timeoutSeconds)} s`;
    return asEnded("DEADLINE_EXCEEDED", "PREDICTION_TIMEOUT", metadata, what);
  }
}

/** As the call itself would have ended. */
function asEnded(
  code: StatusCode,
  reason: string,
  metadata: Record<string, string>,
  what: string,
): DragoneyeError {
  return errorOf(what, failureOf(code, { predictSent: "yes" }, { reason, metadata }));
}
