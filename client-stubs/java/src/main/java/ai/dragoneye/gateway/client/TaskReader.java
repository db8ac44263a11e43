package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.WatchTaskRequest;
import ai.dragoneye.gateway.v1.WatchTaskResponse;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells how tasks are doing; part of a {@link Dragoneye}. A task's id comes from a prediction, from
 * {@link Dragoneye#submit}, or from another program: attaching to it takes no more.
 *
 * <p>A deadline bounds the whole call; null means as long as it takes.
 */
public final class TaskReader {
  private final Connection connection;

  TaskReader(Connection connection) {
    this.connection = connection;
  }

  RunningCall<GetTaskRequest, GetTaskResponse> get(String taskId, @Nullable Duration deadline) {
    GetTaskRequest request = GetTaskRequest.newBuilder().setTaskId(taskId).build();
    Deadline limit = Connection.deadlineAfter(deadline);
    return UnaryRead.start(
        connection, taskId, limit, observer -> connection.tasks(limit).getTask(request, observer));
  }

  /**
   * The status of a task now and at each change; ends after the one that is final. Goes on by
   * itself where the connection breaks.
   */
  public ResponseStream<Task> watch(String taskId) {
    return watch(taskId, null);
  }

  /** As {@link #watch(String)}, within a deadline. */
  public ResponseStream<Task> watch(String taskId, @Nullable Duration deadline) {
    Inbound<Task, Task> watching = watching(taskId, deadline);
    watching.open();
    return new BlockingStream<>(watching);
  }

  /**
   * Tells a listener the status of a task now and at each change.
   *
   * @param listener called on the {@link DragoneyeBuilder#executor}, one call at a time; what it
   *     throws ends the call and completes the future
   * @return completes with the final status; cancelling it ends the watching, not the task
   */
  public CompletableFuture<Task> watchAsync(
      String taskId, @Nullable Duration deadline, Consumer<Task> listener) {
    Inbound<Task, Task> watching = watching(taskId, deadline);
    AtomicReference<Task> last = new AtomicReference<>(Task.getDefaultInstance());
    CompletableFuture<Task> future =
        Delivery.of(watching, connection.executor(), listener.andThen(last::set), last::get);
    watching.open();
    return future;
  }

  /** Waits for the end of a task, successful or failed: see {@link Task#getState()}. */
  public Task waitFor(String taskId) {
    return waitFor(taskId, null);
  }

  /**
   * As {@link #waitFor(String)}, within a deadline.
   *
   * @throws DeadlineExceededException if the task takes longer, which it may: ask again
   */
  public Task waitFor(String taskId, @Nullable Duration deadline) {
    try (ResponseStream<Task> changes = watch(taskId, deadline)) {
      return changes.stream().reduce(Task.getDefaultInstance(), (before, change) -> change);
    }
  }

  /** Waits for the end of a task. Cancelling the future ends the waiting, not the task. */
  public CompletableFuture<Task> waitForAsync(String taskId, @Nullable Duration deadline) {
    return watchAsync(taskId, deadline, change -> {});
  }

  private Inbound<Task, Task> watching(String taskId, @Nullable Duration limit) {
    Deadline deadline = Connection.deadlineAfter(limit);
    WatchTaskRequest request = WatchTaskRequest.newBuilder().setTaskId(taskId).build();
    Function<WatchTaskResponse, Task> reader = WatchTaskResponse::getTask;
    Observed observed = new Observed(taskId, null);
    return new Inbound<>(
        connection,
        new WatchAssembly(),
        inbound ->
            connection
                .tasks(deadline)
                .watchTask(request, new InboundObserver<>(inbound, reader, null)),
        connection.reconnects(deadline),
        () -> observed);
  }
}
