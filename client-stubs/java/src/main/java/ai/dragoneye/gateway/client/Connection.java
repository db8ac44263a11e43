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
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a client share.
 *
 * @param closed whether it was closed
 * @param closing closes what is the client's own
 * @param random from 0 to 1, for the waits before a stream is opened again
 */
record Connection(
    Channel channel,
    MediaThreads threads,
    BooleanSupplier closed,
    Runnable closing,
    DoubleSupplier random)
    implements AutoCloseable {
  private static final int SEND_AHEAD_BYTES = 1024 * 1024;

  Connection(Channel channel, MediaThreads threads, BooleanSupplier closed, Runnable closing) {
    this(channel, threads, closed, closing, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Over a channel that is not the client's. */
  static Connection over(Channel channel) {
    ExecutorService pool = MediaThreads.newPool();
    return new Connection(
        channel, new MediaThreads(pool, pool), pool::isShutdown, pool::shutdownNow);
  }

  /** Over a channel that is the client's own, with an executor that is not, if there is one. */
  static Connection owning(ManagedChannel channel, @Nullable Executor executor) {
    ExecutorService pool = MediaThreads.newPool();
    return new Connection(
        channel,
        new MediaThreads(executor == null ? pool : executor, pool),
        channel::isShutdown,
        () -> {
          channel.shutdownNow();
          pool.shutdownNow();
        });
  }

  Executor executor() {
    return threads.general();
  }

  boolean isClosed() {
    return closed.getAsBoolean();
  }

  @Override
  public void close() {
    closing.run();
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
    return new Reconnects(
        System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), deadline);
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
