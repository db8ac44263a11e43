package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway);
  @TempDir private Path directory = Path.of("");
  private Path photo = Path.of("");

  @BeforeEach
  void drawPhoto() throws IOException {
    photo = directory.resolve("photo.png");
    ImageIO.write(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void shouldShowAnImageAsTable() {
    int exit = cli.run("predict-image", photo.toString(), "--model", "m");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output())
        .isEqualTo(
            """
            #  box x1 y1 x2 y2 (score)         category  score  attributes
            1  0.125 0.250 0.500 0.750 (0.90)  car       0.88   colour: red (0.50)
                                               van       0.10
            """);
    assertThat(cli.errors()).isEmpty();
  }

  @Test
  void shouldShowAnImageAsOneLineOfJson() {
    int exit = cli.run("predict-image", photo.toString(), "--model", "m", "--json");

    assertThat(exit).isZero();
    assertThat(cli.lines())
        .containsExactly(
            "{\"prediction\":{\"task_id\":\"task-1\",\"prediction_task_uuid\":\"uuid-1\","
                + "\"original_file_name\":\"photo.png\",\"objects\":[{\"object_id\":\"11\","
                + "\"bbox_observation\":{\"normalized_bbox\":{\"x1\":0.125,\"y1\":0.25,"
                + "\"x2\":0.5,\"y2\":0.75},\"bbox_score\":0.9},\"categories\":["
                + "{\"category_id\":\"7\",\"name\":\"car\",\"score\":0.875,\"attributes\":["
                + "{\"attribute_id\":\"1\",\"attribute_name\":\"colour\",\"option_id\":\"2\","
                + "\"option_name\":\"red\",\"score\":0.5}]},{\"category_id\":\"0\","
                + "\"name\":\"van\",\"score\":0.1,\"attributes\":[]}]}]}}");
  }

  @Test
  void shouldSendWhatTheOptionsSay() {
    int exit =
        cli.run(
            "predict-image",
            photo.toString(),
            "--model=m",
            "--mime-type=image/x-new",
            "--name=camera 7",
            "-p",
            "a=1",
            "-p",
            "b=2=3",
            "--completion-timeout=1m30s",
            "--checksum");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(gateway.predictions.configs)
        .singleElement()
        .satisfies(
            config -> {
              assertThat(config.getModel()).isEqualTo("m");
              assertThat(config.getMimeType()).isEqualTo("image/x-new");
              assertThat(config.getFileName()).isEqualTo("camera 7");
              assertThat(config.getParametersMap())
                  .containsEntry("a", "1")
                  .containsEntry("b", "2=3");
              assertThat(config.getCompletionTimeout().getSeconds()).isEqualTo(90);
              assertThat(config.hasCrc32C()).isTrue();
            });
  }

  @Test
  void shouldReadMediaFromStandardInput() {
    byte[] media = "streamed".getBytes(StandardCharsets.UTF_8);

    int exit = cli.reading(media).run("predict-image", "-", "-m", "m", "--mime-type", "image/png");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(gateway.predictions.received().toStringUtf8()).isEqualTo("streamed");
  }

  @Test
  void shouldWantTheMimeTypeOfStandardInput() {
    int exit = cli.run("predict-image", "-", "-m", "m");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("give --mime-type");
  }

  @Test
  void shouldNameTheCommandForTheOtherFamily() throws IOException {
    Files.writeString(directory.resolve("clip.mp4"), "x");

    int exit = cli.run("predict-image", path("clip.mp4"), "-m", "m");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("clip.mp4 is a video: use predict-video");
  }

  @Test
  void shouldDrawAnAnnotatedPicture() throws IOException {
    int exit = cli.run("predict-image", photo.toString(), "-m", "m", "--annotate", path("out.png"));

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(ImageIO.read(directory.resolve("out.png").toFile()).getWidth()).isEqualTo(80);
  }

  @Test
  void shouldRefuseToOverwriteBeforeAnythingIsPredicted() throws IOException {
    Files.writeString(directory.resolve("out.png"), "precious");

    int exit = cli.run("predict-image", photo.toString(), "-m", "m", "--annotate", path("out.png"));

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(directory.resolve("out.png")).hasContent("precious");
    assertThat(gateway.predictions.configs).isEmpty();
  }

  @Test
  void shouldShowAVideoAsTable() throws IOException {
    Files.writeString(directory.resolve("clip.mp4"), "frames");

    int exit =
        cli.run("predict-video", path("clip.mp4"), "-m", "m", "--fps", "2", "--category", "car");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output())
        .isEqualTo(
            """
            #  object  on screen          category  score  attributes
            1  11      0:00.000-0:00.500  car       0.88   brake lights: off 0:00.000-0:00.250 (0.50)
                                                           brake lights: on 0:00.250-0:00.500 (0.50)
            """);
    assertThat(gateway.predictions.configs.get(0).getFramesPerSecond()).isEqualTo(2);
    assertThat(gateway.predictions.configs.get(0).getFilter().getCategoryNamesList())
        .containsExactly("car");
  }

  @Test
  void shouldShowAVideoAsJsonLines() throws IOException {
    Files.writeString(directory.resolve("clip.mp4"), "frames");

    int exit = cli.run("predict-video", path("clip.mp4"), "-m", "m", "-o", "jsonl");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.lines()).hasSize(3);
    assertThat(cli.lines().get(0)).startsWith("{\"header\":{\"task_id\":\"task-1\"");
    assertThat(cli.lines().get(1))
        .startsWith("{\"object\":{\"object_id\":\"11\"")
        .endsWith(",\"resume_token\":\"token-0\"}");
    assertThat(cli.lines().get(2))
        .isEqualTo("{\"completion\":{\"read_count\":\"1\",\"sent_count\":\"1\"}}");
  }

  @Test
  void shouldSubmitAndShowTheTask() throws IOException {
    Files.writeString(directory.resolve("clip.webm"), "frames");

    int exit = cli.run("submit", path("clip.webm"), "-m", "m");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output())
        .isEqualTo(
            """
            task    type   state        status
            task-1  video  in progress
            """);
    assertThat(gateway.predictions.configs.get(0).getMimeType()).isEqualTo("video/webm");
  }

  @Test
  void shouldTakeTheModelFromTheEnvironment() {
    cli.variables.put("DRAGONEYE_MODEL", "from/environment");

    int exit = cli.run("predict-image", photo.toString());

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(gateway.predictions.configs.get(0).getModel()).isEqualTo("from/environment");
  }
}
