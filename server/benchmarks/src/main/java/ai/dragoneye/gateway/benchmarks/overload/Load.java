package ai.dragoneye.gateway.benchmarks.overload;

import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import com.sun.management.OperatingSystemMXBean;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What callers see who predict one image after the other for some time. */
final class Load {
  static final Metric GOODPUT = new Metric("predictions_per_s", "1/s");

  private static final Metric TAIL = new Metric("p99_ms", "ms");
  private static final Metric REFUSED = new Metric("refused_per_s", "1/s");
  // Of gateway, simulator and callers together: near the number of cores the machine is the limit.
  private static final Metric CORES = new Metric("busy_cores", "");
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final double TAIL_SHARE = 0.99;

  private final Duration time;
  private final ByteString image;
  private final long start = System.nanoTime();
  private final long cpuBefore = cpuNanos();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final LongAdder refused = new LongAdder();
  private volatile double busyCores;

  Load(Duration time, byte[] image) {
    this.time = time;
    this.image = UnsafeByteOperations.unsafeWrap(image);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Predicts until the time is over. */
  void predictOn(Channel channel) {
    while (left() > 0) {
      long begun = System.nanoTime();
      try {
        predict(channel).join();
        if (left() > 0) {
          latencies.add(System.nanoTime() - begun);
        }
      } catch (CompletionException e) {
        refused.increment();
        comeBack(e);
      }
    }
  }

  private long left() {
    return time.toNanos() - (System.nanoTime() - start);
  }

  private void comeBack(Throwable refusal) {
    Metadata trailers = Status.trailersFromThrowable(refusal);
    String pushback = trailers == null ? null : trailers.get(PUSHBACK);
    if (pushback == null) {
      throw new IllegalStateException("failed for another reason than overload", refusal);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(
          Math.min(left(), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(pushback))));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<PredictImageResponse> predict(Channel channel) {
    CompletableFuture<PredictImageResponse> response = new CompletableFuture<>();
    StreamObserver<PredictImageRequest> request =
        PredictionServiceGrpc.newStub(channel).predictImage(new Answer(response));
    request.onNext(
        PredictImageRequest.newBuilder()
            .setConfig(
                PredictionConfig.newBuilder()
                    .setModel("bench/overload")
                    .setMimeType("image/jpeg")
                    .setSizeBytes(image.size()))
            .build());
    request.onNext(PredictImageRequest.newBuilder().setChunk(image).build());
    request.onCompleted();
    return response;
  }

  /** All callers have ended. */
  void over() {
    busyCores = (double) (cpuNanos() - cpuBefore) / (System.nanoTime() - start);
  }

  Map<Metric, Double> metrics() {
    double seconds = time.toMillis() / 1000.0;
    List<Long> sorted = latencies.stream().sorted().toList();
    double tail =
        sorted.isEmpty() ? Double.NaN : sorted.get((int) ((sorted.size() - 1) * TAIL_SHARE)) / 1e6;
    Map<Metric, Double> metrics = new LinkedHashMap<>();
    metrics.put(GOODPUT, sorted.size() / seconds);
    metrics.put(TAIL, tail);
    metrics.put(REFUSED, refused.sum() / seconds);
    metrics.put(CORES, busyCores);
    return metrics;
  }

  private record Answer(CompletableFuture<PredictImageResponse> response)
      implements StreamObserver<PredictImageResponse> {
    @Override
    public void onNext(PredictImageResponse message) {
      response.complete(message);
    }

    @Override
    public void onError(Throwable failure) {
      response.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {}
  }
}
