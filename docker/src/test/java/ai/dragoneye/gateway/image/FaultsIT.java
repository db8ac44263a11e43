package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.PredictSent;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

/** What callers meet when a container is ended, held up or cut off while it is at work. */
@RequiresDocker
class FaultsIT {
  private static final String MODEL = "recognize_anything/faults";
  private static final Image IMAGE = Image.fromBytes(new byte[10_000], "image/jpeg");
  private static final Video VIDEO = Video.fromBytes(new byte[10_000], "video/mp4");

  private static final Path MANY_OBJECTS =
      ShippedImage.REPOSITORY.resolve("client-stubs/conformance/archives/video-many.zip");

  /** Bytes a second. */
  private static final long SLOW = 1 << 20;

  /** So that a result of 1500 objects is seconds on its way. */
  private static final long SLOWEST = 1 << 16;

  private static final long FAST = 1L << 32;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Network network = Network.newNetwork();
  private final SimulatorContainer simulator = new SimulatorContainer(network);
  private final GatewayContainer gateway =
      new GatewayContainer(network)
          .open()
          .withEnv("DRAGONEYE_GATEWAY_UPSTREAM_RETRY_MAX_ATTEMPTS", "4")
          .withEnv("DRAGONEYE_GATEWAY_UPSTREAM_RETRY_BASE_DELAY", "500ms")
          .withEnv("DRAGONEYE_GATEWAY_UPSTREAM_TIMEOUTS_CONNECT", "1s")
          .withEnv("DRAGONEYE_GATEWAY_UPSTREAM_TIMEOUTS_RESPONSE", "2s");
  private final CountDownLatch accepted = new CountDownLatch(1);
  private final PredictOptions options =
      PredictOptions.builder().onTask(_ -> accepted.countDown()).build();

  @BeforeEach
  void start() {
    simulator.start();
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop();
    simulator.stop();
    network.close();
  }

  @Test
  void shouldFinishCallsUnderWayWhenAskedToEnd() throws Exception {
    try (Dragoneye dragoneye = gateway.client()) {
      // given
      simulator.setInferenceMillis(3000);
      CompletableFuture<ImagePrediction> underWay =
          dragoneye.predictImageAsync(IMAGE, MODEL, options);
      awaitAcceptance();

      // when
      gateway.signal("TERM");

      // then
      assertThat(result(underWay).getObjectsList()).isNotEmpty();
      await().atMost(LONG).until(() -> !gateway.running());
      assertThat(gateway.getLogs()).contains("gateway is draining", "gateway has stopped");
    }
  }

  @Test
  void shouldNotPredictMediaWhoseUploadWasKilled() {
    try (Dragoneye dragoneye = gateway.client()) {
      // given
      EndlessMedia media = new EndlessMedia(64 << 20, 8 << 20, () -> gateway.signal("KILL"));

      // when
      DragoneyeException killed =
          catchThrowableOfType(
              DragoneyeException.class,
              () ->
                  dragoneye.predictVideo(
                      Video.fromStream(media, "video/mp4").withSize(64 << 20), MODEL));

      // then
      assertThat(killed.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(killed.predictSent()).isNotEqualTo(Optional.of(PredictSent.YES));
      assertThat(simulator.requests()).contains("\"PREDICT\":0");
      gateway.revive();
      awaitPrediction(dragoneye);
    }
  }

  @Test
  void shouldGoOnAtAnotherReplicaWhenAStreamWasKilled() throws Exception {
    try (GatewayContainer other = new GatewayContainer(network).open();
        Link service = Link.to(gateway.address(), FAST);
        Dragoneye dragoneye = Dragoneye.connect("http://" + service.address())) {
      // given
      other.start();
      simulator.setInferenceMillis(5000);
      CompletableFuture<VideoPrediction> stream =
          dragoneye.predictVideoAsync(VIDEO, MODEL, options);
      awaitAcceptance();

      // when
      service.leadTo(other.address());
      gateway.signal("KILL");

      // then
      assertThat(result(stream).objects()).isNotEmpty();
      assertThat(simulator.requests()).contains("\"PREDICT\":1");
    }
  }

  @Test
  void shouldLoseAndDoubleNothingWhenAHalfReadResultGoesOnAtAnotherReplica() throws Exception {
    try (GatewayContainer other = new GatewayContainer(network).open();
        Link service = Link.to(gateway.address(), SLOWEST);
        Dragoneye dragoneye = Dragoneye.connect("http://" + service.address());
        Dragoneye direct = Dragoneye.connect("http://" + gateway.address())) {
      // given
      other.start();
      simulator.setResults(MANY_OBJECTS);
      String task = direct.submit(VIDEO, MODEL, options).getTaskId();
      direct.tasks().waitFor(task);
      List<VideoDetectedObject> all = new ArrayList<>();
      try (var whole = direct.results().streamVideo(task)) {
        whole.forEach(all::add);
      }

      // when
      List<VideoDetectedObject> read = new ArrayList<>();
      try (var stream = dragoneye.results().streamVideo(task)) {
        for (VideoDetectedObject object : stream) {
          read.add(object);
          if (read.size() == all.size() / 2) {
            service.leadTo(other.address());
            gateway.signal("KILL");
            service.cut();
          }
        }

        // then
        assertThat(stream.place().index()).isEqualTo(all.size() - 1L);
      }
      assertThat(read).isEqualTo(all);
      assertThat(gateway.running()).isFalse();
      assertThat(simulator.requests()).as("one for each replica").contains("\"RESULTS\":2");
    }
  }

  @Test
  void shouldSayThatItIsPaidWhenTheServiceDiesDuringATask() throws Exception {
    try (Dragoneye dragoneye = gateway.client()) {
      // given
      simulator.setInferenceMillis(60_000);
      CompletableFuture<ImagePrediction> call = dragoneye.predictImageAsync(IMAGE, MODEL, options);
      awaitAcceptance();

      // when
      docker().killContainerCmd(simulator.getContainerId()).withSignal("KILL").exec();

      // then
      DragoneyeException lost = failure(call);
      assertThat(lost.reason()).contains("UPSTREAM_UNAVAILABLE");
      assertThat(lost.predictSent()).contains(PredictSent.YES);
      assertThat(lost.taskId()).isPresent();
    }
  }

  @Test
  void shouldSitOutAServiceThatPauses() throws Exception {
    try (Dragoneye dragoneye = gateway.client()) {
      // given
      simulator.setInferenceMillis(1000);
      CompletableFuture<ImagePrediction> call = dragoneye.predictImageAsync(IMAGE, MODEL, options);
      awaitAcceptance();

      // when
      docker().pauseContainerCmd(simulator.getContainerId()).exec();
      await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
      docker().unpauseContainerCmd(simulator.getContainerId()).exec();

      // then
      assertThat(result(call).getObjectsList()).isNotEmpty();
    }
  }

  @Test
  void shouldPayNothingWhileTheNetworkIsCutAndGoOnAfterwards() {
    try (Dragoneye dragoneye = gateway.client()) {
      // given
      String id = simulator.getContainerId();
      docker().disconnectFromNetworkCmd().withNetworkId(network.getId()).withContainerId(id).exec();

      // when
      DragoneyeException cut =
          catchThrowableOfType(
              DragoneyeException.class, () -> dragoneye.predictImage(IMAGE, MODEL));

      // then
      assertThat(cut.reason()).contains("TASK_BEGIN_UNAVAILABLE");
      assertThat(cut.predictSent()).contains(PredictSent.NO);
      docker()
          .connectToNetworkCmd()
          .withNetworkId(network.getId())
          .withContainerId(id)
          .withContainerNetwork(new ContainerNetwork().withAliases("simulator"))
          .exec();
      awaitPrediction(dragoneye);
    }
  }

  @Test
  void shouldTakeMediaOverALink() throws Exception {
    try (Link link = Link.to(gateway.address(), SLOW);
        Dragoneye dragoneye = Dragoneye.connect("http://" + link.address())) {
      // when
      var prediction =
          dragoneye.predictImage(Image.fromBytes(new byte[4 << 20], "image/jpeg"), MODEL);

      // then
      assertThat(prediction.getObjectsList()).isNotEmpty();
    }
  }

  /** Connections that are refused in the meantime have not been paid for. */
  private static void awaitPrediction(Dragoneye dragoneye) {
    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(DragoneyeException.class)
        .until(() -> dragoneye.predictImage(IMAGE, MODEL).getObjectsCount() > 0);
  }

  private void awaitAcceptance() throws InterruptedException {
    assertThat(accepted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static <T> T result(CompletableFuture<T> call) throws Exception {
    return call.get(60, TimeUnit.SECONDS);
  }

  private static DragoneyeException failure(CompletableFuture<?> call) {
    ExecutionException failed =
        catchThrowableOfType(ExecutionException.class, () -> call.get(60, TimeUnit.SECONDS));
    return (DragoneyeException) Objects.requireNonNull(failed.getCause());
  }

  private DockerClient docker() {
    return gateway.getDockerClient();
  }
}
