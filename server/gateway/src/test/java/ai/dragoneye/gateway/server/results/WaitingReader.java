package ai.dragoneye.gateway.server.results;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Somebody on a thread of its own who opens an archive. */
record WaitingReader(Thread thread, FutureTask<ArchiveLease> task) {

  static WaitingReader start(Callable<ArchiveLease> opening) {
    FutureTask<ArchiveLease> task = new FutureTask<>(opening);
    return new WaitingReader(Thread.ofPlatform().daemon().start(task), task);
  }

  boolean isWaiting() {
    return thread.getState() == Thread.State.WAITING;
  }

  ArchiveLease lease() throws InterruptedException, ExecutionException {
    return task.get();
  }

  Throwable failure() throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("it was opened");
  }

  void giveUp() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
