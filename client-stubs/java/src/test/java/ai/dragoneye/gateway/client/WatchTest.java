package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.Task;
import ai.dragoneye.gateway.v1.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WatchTest {
  @Test
  void shouldTellEachStatusOnceThoughConnectionBreaks() {
    ScriptedTasks tasks = new ScriptedTasks("queued,running", "running", "running,predicted");
    try (FakeGateway gateway = FakeGateway.serving(tasks);
        Dragoneye dragoneye = gateway.connect();
        ResponseStream<Task> changes = dragoneye.tasks().watch("task-1")) {
      assertThat(changes.stream().map(Task::getStatus))
          .containsExactly("queued", "running", "predicted");
      assertThat(tasks.calls).hasValue(3);
    }
  }

  @Test
  void shouldWaitForEndOfTask() throws Exception {
    ScriptedTasks tasks = new ScriptedTasks("queued,failed_unreadable", "predicted");
    try (FakeGateway gateway = FakeGateway.serving(tasks);
        Dragoneye dragoneye = gateway.connect()) {
      Task failed = dragoneye.tasks().waitFor("task-1");
      Task succeeded = dragoneye.tasks().waitForAsync("task-1", Duration.ofSeconds(20)).get();

      assertThat(failed.getState()).isEqualTo(TaskState.TASK_STATE_FAILED);
      assertThat(failed.getStatus()).isEqualTo("failed_unreadable");
      assertThat(succeeded.getState()).isEqualTo(TaskState.TASK_STATE_SUCCEEDED);
    }
  }

  @Test
  void shouldTellListenerOnExecutorOneAfterAnother() throws Exception {
    ScriptedTasks tasks = new ScriptedTasks("queued,running,predicted");
    List<String> told = new CopyOnWriteArrayList<>();
    try (FakeGateway gateway = FakeGateway.serving(tasks);
        Dragoneye dragoneye = gateway.connect()) {
      Task last =
          dragoneye
              .tasks()
              .watchAsync(
                  "task-1",
                  null,
                  task -> told.add(Thread.currentThread().getName() + " " + task.getStatus()))
              .get();

      assertThat(last.getStatus()).isEqualTo("predicted");
      assertThat(told).hasSize(3).allMatch(entry -> entry.startsWith("dragoneye-media-"));
      assertThat(told.get(2)).endsWith(" predicted");
    }
  }

  @Test
  void shouldEndWatchingAtDeadlineWhenClosedAndWhenCancelled() throws Exception {
    ScriptedTasks silent = new ScriptedTasks();
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.tasks().waitFor("task-1", Duration.ofMillis(200)))
          .isInstanceOf(DeadlineExceededException.class)
          .satisfies(e -> assertThat(((DragoneyeException) e).taskId()).contains("task-1"));
      silent.cancelled.await();
    }
    ScriptedTasks watched = new ScriptedTasks();
    try (FakeGateway gateway = FakeGateway.serving(watched);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<Task> future = dragoneye.tasks().watchAsync("task-1", null, task -> {});
      await().until(() -> watched.calls.get() == 1);

      future.cancel(true);

      watched.cancelled.await();
    }
  }

  @Test
  void shouldEndWaitingWhenClientIsClosed() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    ScriptedTasks tasks = new ScriptedTasks("running", "running");
    try (FakeGateway gateway = FakeGateway.serving(tasks)) {
      Dragoneye dragoneye = gateway.connect();
      CompletableFuture<Task> future =
          dragoneye.tasks().watchAsync("task-1", null, task -> told.countDown());
      told.await();

      dragoneye.close();

      assertThatThrownBy(future::get)
          .satisfiesAnyOf(
              e -> assertThat(e).hasCauseInstanceOf(DragoneyeException.class),
              e ->
                  assertThat(e)
                      .hasCauseInstanceOf(java.util.concurrent.RejectedExecutionException.class));
    }
  }
}
