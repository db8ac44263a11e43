package ai.dragoneye.gateway.client;

import io.grpc.ClientInterceptor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether the gateway has announced the task of a call that takes media; tells it once. */
final class TaskAnnouncement {
  private final AtomicReference<@Nullable String> taskId = new AtomicReference<>();
  private final Consumer<String> onTask;

  TaskAnnouncement(Consumer<String> onTask) {
    this.onTask = onTask;
  }

  /**
   * The gateway announced a task.
   *
   * @throws RuntimeException what the caller's listener throws
   */
  void announce(String id) {
    if (taskId.compareAndSet(null, id)) {
      onTask.accept(id);
    }
  }

  @Nullable String taskId() {
    return taskId.get();
  }

  /**
   * Finds the announcement in the response's initial metadata; the call fails with what it throws.
   */
  ClientInterceptor interceptorFor(OpenCall call) {
    return new TaskIdListener(
        id -> {
          try {
            announce(id);
          } catch (RuntimeException thrownByCaller) {
            call.fail(thrownByCaller);
          }
        });
  }

  /**
   * A prediction cannot begin before the media is complete, and has begun once its task was
   * announced.
   */
  Observed observed(Outbound<?> outbound) {
    String id = taskId.get();
    if (id != null) {
      return new Observed(id, PredictSent.YES);
    }
    return new Observed(null, outbound.halfClosed() ? PredictSent.UNKNOWN : PredictSent.NO);
  }
}
