package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import org.jspecify.annotations.Nullable;

/** The changes of a task, over interruptions: a status that comes again is dropped. */
final class WatchAssembly implements Assembly<Task, Task> {
  private @Nullable Task last;

  @Override
  public @Nullable Task accept(Task task) {
    if (task.equals(last)) {
      return null;
    }
    last = task;
    return task;
  }

  @Override
  public boolean isComplete() {
    return last != null
        && (last.getState() == TaskState.TASK_STATE_SUCCEEDED
            || last.getState() == TaskState.TASK_STATE_FAILED);
  }

  @Override
  public boolean rewind() {
    return true;
  }

  @Override
  public long sizeOf(Task task) {
    return task.getSerializedSize();
  }
}
