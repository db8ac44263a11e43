// What answers hold.
import { DragoneyeError, MediaUnreadableError } from "@dragoneye/gateway";

/** What the client's user catches. */
export function errorOf(failure) {
  if (failure instanceof DragoneyeError) {
    const { code, reason, phase, taskId, predictSent, retryDelayMs, message } = failure;
    const kind = kindOf(failure);
    return { kind, code, reason, phase, task_id: taskId, predict_sent: predictSent, retry_delay_ms: retryDelayMs, message };
  }
  const wrong = failure instanceof TypeError || failure instanceof RangeError;
  const kind = failure instanceof MediaUnreadableError ? kindOf(failure) : wrong ? "usage" : String(failure?.name);
  return { kind, message: String(failure?.message) };
}

function kindOf(failure) {
  const name = failure.constructor.name.replace(/Error$/, "");
  return name.replace(/(?<!^)(?=[A-Z])/g, "_").toLowerCase();
}
