package ai.dragoneye.gateway.server.overload;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at the health of a gateway ten times a second. */
final class Probes implements AutoCloseable {
  private final ManagedChannel channel;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger serving = new AtomicInteger();

  Probes(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    var _ = timer.scheduleAtFixedRate(this::probe, 0, 100, TimeUnit.MILLISECONDS);
  }

  private void probe() {
    ServingStatus status =
        HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(5, TimeUnit.SECONDS)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus();
    sent.incrementAndGet();
    if (status == ServingStatus.SERVING) {
      serving.incrementAndGet();
    }
  }

  int sent() {
    return sent.get();
  }

  /** How many were answered SERVING. */
  int serving() {
    return serving.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    channel.shutdownNow();
  }
}
