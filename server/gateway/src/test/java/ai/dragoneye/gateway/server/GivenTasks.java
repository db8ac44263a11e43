package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.media.DeclaredMedia;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tasks that were predicted past the gateway, and whose results are given. */
final class GivenTasks implements AutoCloseable {
  static final String FILE_NAME = "given.bin";
  static final int FRAMES_PER_SECOND = 7;

  private static final ApiKey KEY = new ApiKey("test-key");
  private static final byte[] MEDIA = {1, 2, 3};

  private final DragoneyeClient client;
  private final Map<String, byte[]> archives = new ConcurrentHashMap<>();

  GivenTasks(Gateway gateway) {
    this.client = DragoneyeClient.create(UpstreamSettings.of(gateway.simulator().baseUrl()));
    gateway
        .simulator()
        .answerResultsFrom(
            task ->
                Optional.ofNullable(archives.get(task.taskId())).map(ResultsArchive.InMemory::new));
  }

  /** What a simulator needs for such tasks, which then end at once. */
  static SimulatorOptionsBuilder simulator() {
    return SimulatorOptions.builder().acceptUnreadableMedia().inferenceTime(Duration.ZERO);
  }

  String video(Predictions results) throws InterruptedException {
    return video(ArchiveWriter.write(results));
  }

  String video(byte[] archive) throws InterruptedException {
    String task = video();
    answer(task, archive);
    return task;
  }

  /** Changes the results of a task, which no real service would. */
  void answer(String task, byte[] archive) {
    archives.put(task, archive);
  }

  String image(Predictions results) throws InterruptedException {
    String task = image();
    answer(task, ArchiveWriter.write(results));
    return task;
  }

  /** With the results of the simulator. */
  String image() throws InterruptedException {
    return predict("image/jpeg", null);
  }

  /** With the results of the simulator. */
  String video() throws InterruptedException {
    return predict("video/mp4", FRAMES_PER_SECOND);
  }

  private String predict(String mimeType, @Nullable Integer framesPerSecond)
      throws InterruptedException {
    BegunTask task =
        client.begin(KEY, new BeginRequest(mimeType, FILE_NAME, framesPerSecond, Map.of()));
    client.upload(task.form(), media(), _ -> {});
    client.predict(KEY, new PredictRequest(task.taskUuid(), "some/model", Map.of()));
    return task.taskUuid();
  }

  private static MediaContent media() {
    return new DeclaredMedia(MEDIA.length, null, GivenTasks::subscribe);
  }

  private static void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
    AtomicBoolean done = new AtomicBoolean();
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            if (done.compareAndSet(false, true)) {
              subscriber.onNext(Unpooled.wrappedBuffer(MEDIA));
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            done.set(true);
          }
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
