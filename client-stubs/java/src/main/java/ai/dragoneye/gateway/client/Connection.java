package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc.PredictionServiceStub;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.ResultServiceGrpc.ResultServiceStub;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ai.dragoneye.gateway.v1.TaskServiceGrpc.TaskServiceStub;
import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a client share.
 *
 * @param patience see {@link Reconnects}
 */
record Connection(
    Channel channel, MediaThreads threads, ChannelControl control, DoubleSupplier patience)
    implements AutoCloseable {
  private static final int SEND_AHEAD_BYTES = 1024 * 1024;

  Connection(Channel channel, MediaThreads threads, ChannelControl control) {
    this(channel, threads, control, () -> ThreadLocalRandom.current().nextDouble(0.5, 1));
  }

  /** Over a channel that is not the client's. */
  static Connection over(Channel channel) {
    ExecutorService pool = MediaThreads.newPool();
    return new Connection(channel, new MediaThreads(pool, pool), new BorrowedChannel(pool));
  }

  /** Over a channel that is the client's own, with an executor that is not, if there is one. */
  static Connection owning(ManagedChannel channel, @Nullable Executor executor) {
    ExecutorService pool = MediaThreads.newPool();
    return new Connection(
        channel,
        new MediaThreads(executor == null ? pool : executor, pool),
        new OwnChannel(channel, pool));
  }

  Executor executor() {
    return threads.general();
  }

  boolean isClosed() {
    return control.isClosed();
  }

  @Override
  public void close() {
    control.close();
  }

  PredictionServiceStub predictions(@Nullable Deadline deadline) {
    return limited(
        PredictionServiceGrpc.newStub(channel).withOnReadyThreshold(SEND_AHEAD_BYTES), deadline);
  }

  TaskServiceStub tasks(@Nullable Deadline deadline) {
    return limited(TaskServiceGrpc.newStub(channel), deadline);
  }

  ResultServiceStub results(@Nullable Deadline deadline) {
    return limited(ResultServiceGrpc.newStub(channel), deadline);
  }

  Reconnects reconnects(@Nullable Deadline deadline) {
    return new Reconnects(System::nanoTime, patience, deadline);
  }

  /**
   * Has the channel connect anew and calls again later, on the executor.
   *
   * @param failed told if the executor takes no more work
   */
  void reconnectAfter(Duration wait, Runnable call, Consumer<StatusRuntimeException> failed) {
    control.reconnect();
    CompletableFuture.delayedExecutor(
            wait.toMillis(), TimeUnit.MILLISECONDS, work -> execute(work, failed))
        .execute(call);
  }

  private void execute(Runnable work, Consumer<StatusRuntimeException> failed) {
    try {
      executor().execute(work);
    } catch (RejectedExecutionException e) {
      failed.accept(CallFailures.rejected(e));
    }
  }

  /** A deadline that begins now. */
  static @Nullable Deadline deadlineAfter(@Nullable Duration limit) {
    return limit == null
        ? null
        : Deadline.after(
            TimeUnit.NANOSECONDS.convert(Durations.positive("deadline", limit)),
            TimeUnit.NANOSECONDS);
  }

  private static <S extends AbstractStub<S>> S limited(S stub, @Nullable Deadline deadline) {
    return deadline == null ? stub : stub.withDeadline(deadline);
  }
}
