package ai.dragoneye.gateway.benchmarks.rig;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.stream.IntStream;

/** Connections to one server, as callers in several processes would have. Thread-safe. */
public final class Channels implements AutoCloseable {
  private static final int LARGEST_MESSAGE = 16 << 20;

  private final List<ManagedChannel> all;

  private Channels(List<ManagedChannel> all) {
    this.all = all;
  }

  /** Connects to a port of loopback when first used. */
  public static Channels to(int port, int count) {
    return new Channels(IntStream.range(0, count).mapToObj(_ -> channel(port)).toList());
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .maxInboundMessageSize(LARGEST_MESSAGE)
        .build();
  }

  /** The channel of a caller. */
  public ManagedChannel of(int caller) {
    return all.get(caller % all.size());
  }

  @Override
  public void close() {
    all.forEach(ManagedChannel::shutdownNow);
  }
}
