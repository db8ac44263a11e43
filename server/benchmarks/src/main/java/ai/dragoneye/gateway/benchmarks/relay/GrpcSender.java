package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.Channels;
import ai.dragoneye.gateway.benchmarks.rig.Media;
import ai.dragoneye.gateway.benchmarks.rig.MediaCall;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends to a gRPC server, a connection for each stream. */
final class GrpcSender implements Sender {
  private final ServerProcess server;
  private final @Nullable Upstream upstream;

  /**
   * Closes the server with it.
   *
   * @param upstream where media counts as sent once it is stored, or null: once it is answered
   */
  GrpcSender(ServerProcess server, @Nullable Upstream upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  @Override
  public Map<Metric, Double> send(RelayCase how, long bytes) throws IOException {
    Media media = Media.of("bench/relay", bytes / how.streams(), how.chunkBytes());
    try (Channels channels = Channels.to(server.port(), how.streams())) {
      if (upstream != null) {
        upstream.requests().clear();
      }
      double cpuBefore = server.cpuSeconds();
      long begun = System.nanoTime();
      CompletableFuture<Void> uploads = start(channels, media, how.streams());
      if (upstream != null) {
        upstream.awaitStored(how.streams(), uploads);
      } else {
        uploads.join();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      uploads.join();
      double cpu = server.cpuSeconds() - cpuBefore;
      Map<Metric, Double> measured = new LinkedHashMap<>();
      measured.put(SPEED, bytes / 1e6 / seconds);
      measured.put(CPU, cpu * (1 << 30) / bytes);
      return measured;
    } catch (CompletionException e) {
      throw new IOException("%s: %s".formatted(server.name(), e.getCause()), e);
    }
  }

  private static CompletableFuture<Void> start(Channels channels, Media media, int streams) {
    return CompletableFuture.allOf(
        IntStream.range(0, streams)
            .mapToObj(stream -> MediaCall.send(channels.of(stream), media))
            .toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    server.close();
  }
}
