package ai.dragoneye.gateway.server.overload;

import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Callers who predict one picture after the other and never wait, whatever they are told. */
final class Crowd implements AutoCloseable {
  private static final int CHANNELS = 8;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final byte[] picture;
  private final AtomicInteger calls = new AtomicInteger();
  private final LongAdder predictions = new LongAdder();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private volatile CountDownLatch missing = new CountDownLatch(0);
  private volatile boolean over;

  Crowd(int port, byte[] picture) {
    this.picture = picture;
    for (int i = 0; i < CHANNELS; i++) {
      channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
    }
  }

  /** Lets so many callers call until so many predictions came, or for so long. */
  void run(int callers, int wanted, Duration limit) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      missing = new CountDownLatch(wanted);
      for (int i = 0; i < callers; i++) {
        ManagedChannel channel = channels.get(i % CHANNELS);
        threads.execute(() -> predictUntilItIsOver(channel));
      }
      boolean _ = missing.await(limit.toSeconds(), TimeUnit.SECONDS);
      over = true;
    }
  }

  private void predictUntilItIsOver(ManagedChannel channel) {
    while (!over) {
      ImageCall call =
          ImageCall.open(channel, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES));
      call.config(config(calls.incrementAndGet())).media(picture);
      if (call.succeeded()) {
        predictions.increment();
        missing.countDown();
      } else {
        note(call.failure());
      }
    }
  }

  /** Every other call does not say how large its picture is. */
  private PredictionConfig.Builder config(int number) {
    PredictionConfig.Builder config = ImageCall.jpeg();
    return number % 2 == 0 ? config : config.setSizeBytes(picture.length);
  }

  private void note(RpcFailure failure) {
    boolean told = failure.detail(RetryInfo.class).isPresent();
    String outcome = failure.reason() + (told ? "" : " without RetryInfo");
    refusals.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
  }

  long predictions() {
    return predictions.sum();
  }

  /** How many calls were refused, by reason. */
  Map<String, LongAdder> refusals() {
    return refusals;
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
