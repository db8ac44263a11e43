package ai.dragoneye.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.client.BatchImage;
import ai.dragoneye.gateway.client.BatchResult;
import ai.dragoneye.gateway.client.BatchStream;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.Media;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.v1.Task;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;

/** What the image is and does when nothing goes wrong. */
@RequiresDocker
class ImageIT {
  private static final String MODEL = "recognize_anything/image";

  // As the Go client is told of them.
  private static final String MODEL_FIELD = "'model':'" + MODEL + "'";
  private static final String PHOTO =
      "'media':{'kind':'image','bytes':1000,'mime_type':'image/jpeg'}";
  private static final String CLIP =
      "'media':{'kind':'video','bytes':1000,'mime_type':'video/mp4'}";
  private static final String AN_OBJECT = "\"objects\":[{";

  private static Network network;
  private static SimulatorContainer simulator;
  private static GatewayContainer gateway;
  private static Dragoneye dragoneye;

  @BeforeAll
  static void start() {
    network = Network.newNetwork();
    simulator = new SimulatorContainer(network);
    gateway = new GatewayContainer(network).open();
    simulator.start();
    gateway.start();
    dragoneye = gateway.client();
  }

  @AfterAll
  static void stop() {
    dragoneye.close();
    gateway.stop();
    simulator.stop();
    network.close();
  }

  @Test
  void shouldPredictImagesAloneAndInABatch() {
    // given
    Image image = Image.fromBytes(new byte[100_000], "image/jpeg");
    List<BatchResult> results = new ArrayList<>();

    // when
    var alone = dragoneye.predictImage(image, MODEL);
    try (BatchStream batch =
        dragoneye.predictImages(
            List.of(BatchImage.of("a", image), BatchImage.of("b", image)),
            MODEL,
            PredictOptions.defaults())) {
      batch.forEach(results::add);
    }

    // then
    assertThat(alone.getObjectsList()).isNotEmpty();
    assertThat(results).extracting(BatchResult::imageId).containsExactlyInAnyOrder("a", "b");
    assertThat(results).allSatisfy(result -> assertThat(result.failure()).isEmpty());
  }

  @Test
  void shouldPredictAVideoOfUnknownSizeThroughTheSpool() {
    // given
    Video video = Video.fromStream(new ByteArrayInputStream(new byte[3 << 20]), "video/mp4");

    // when
    var prediction = dragoneye.predictVideo(video, MODEL);

    // then
    assertThat(prediction.objects()).isNotEmpty();
  }

  @Test
  void shouldShowATaskAndItsResultsInEveryForm() {
    // given
    Task video = submitAndWait(dragoneye, Video.fromBytes(new byte[1000], "video/mp4"));
    Task image = submitAndWait(dragoneye, Image.fromBytes(new byte[1000], "image/jpeg"));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();

    // when
    var status = dragoneye.status(video.getTaskId());
    var whole = dragoneye.getImageResults(image.getTaskId());
    dragoneye.results().download(video.getTaskId(), archive);

    // then
    assertThat(status.getStatus()).isEqualTo("predicted");
    assertThat(archive.size()).isPositive();
    try (var objects = dragoneye.results().streamImage(image.getTaskId())) {
      assertThat(objects).hasSize(whole.getObjectsCount());
    }
    try (var objects = dragoneye.results().streamVideo(video.getTaskId())) {
      assertThat(objects).isNotEmpty();
    }
    try (var frames = dragoneye.results().streamFrames(video.getTaskId())) {
      assertThat(frames).isNotEmpty();
    }
    try (var changes = dragoneye.tasks().watch(video.getTaskId())) {
      assertThat(changes)
          .last()
          .satisfies(task -> assertThat(task.getStatus()).isEqualTo("predicted"));
    }
  }

  private static Task submitAndWait(Dragoneye dragoneye, Media media) {
    return dragoneye
        .tasks()
        .waitFor(dragoneye.submit(media, MODEL, PredictOptions.defaults()).getTaskId());
  }

  @Test
  void shouldRunAsANumberedUserOnAReadOnlyRoot() throws Exception {
    // when
    InspectContainerResponse container = gateway.getCurrentContainerInfo();
    ExecResult shell = gateway.execInContainer("/bin/sh", "-c", "true");

    // then
    assertThat(container.getConfig().getUser()).isEqualTo("65532:65532");
    assertThat(container.getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(container.getConfig().getLabels())
        .containsKeys("org.opencontainers.image.version", "org.opencontainers.image.revision");
    assertThat(shell.getExitCode()).as("there is no shell").isNotZero();
    assertThat(sbom()).contains("\"bomFormat\" : \"CycloneDX\"");
  }

  private static String sbom() {
    return gateway.copyFileFromContainer(
        "/opt/dragoneye-gateway/sbom.json",
        content -> new String(content.readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void shouldServeEveryCallOfAGoClientInAContainerOfItsOwn(@TempDir Path work) throws Exception {
    try (GoClient go = GoClient.start(network, work)) {
      // when
      String photo = go.submit(PHOTO + "," + MODEL_FIELD);
      String clip = go.submit(CLIP + "," + MODEL_FIELD);

      // then
      assertThat(go.call("wait_for", photo)).contains("\"status\":\"predicted\"");
      for (String call : List.of("watch", "status")) {
        assertThat(go.call(call, clip)).contains("\"status\":\"predicted\"");
      }
      assertThat(
              go.call("predict_images", "'images':[{'image_id':'a'," + PHOTO + "}]," + MODEL_FIELD))
          .contains("\"prediction\"");
      assertThat(go.call("predict_image", PHOTO + "," + MODEL_FIELD)).contains(AN_OBJECT);
      for (String call : List.of("predict_video", "stream_video_prediction")) {
        assertThat(go.call(call, CLIP + "," + MODEL_FIELD)).contains(AN_OBJECT);
      }
      for (String call : List.of("get_image_results", "stream_image_results")) {
        assertThat(go.call(call, photo)).contains(AN_OBJECT);
      }
      for (String call : List.of("get_video_results", "stream_video_results")) {
        assertThat(go.call(call, clip)).contains(AN_OBJECT);
      }
      assertThat(go.call("stream_video_frames", clip)).contains("\"frames\":[{");
      assertThat(go.call("download", clip)).contains("\"sha256\":");
    }
  }

  @Test
  void shouldTakeItsClassesFromTheCacheTrainedInTheBuild() throws Exception {
    // when
    ExecResult version = gateway.run(List.of("-XX:AOTMode=on", "-Xlog:class+load"), "--version");

    // then
    assertThat(version.getExitCode()).as(version.getStdout()).isZero();
    assertThat(version.getStdout())
        .contains("ai.dragoneye.gateway.app.App source: shared objects file")
        .contains("io.grpc.netty.NettyServer source: shared objects file");
  }

  @Test
  void shouldSayThatTheDemoIsElsewhere() throws Exception {
    // when
    ExecResult demo = gateway.run(List.of(), "demo");

    // then
    assertThat(demo.getExitCode()).isEqualTo(1);
    assertThat(demo.getStderr().lines()).singleElement().asString().contains("./gateway demo");
  }

  @Test
  void shouldUseTheNativeLibrariesAndTheCacheThatItBringsAlong() {
    // when
    dragoneye.predictImage(Image.fromBytes(new byte[1000], "image/jpeg"), MODEL);

    // then
    assertThat(gateway.getLogs()).doesNotContain("WARN").doesNotContain("[warning]");
  }

  @Test
  void shouldTellItsHealth() {
    gateway.awaitHealthy();
  }
}
