package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictImagesCommandTest {
  private final FakeGateway gateway = new FakeGateway();
  private final Cli cli = Cli.against(gateway);
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void fillDirectory() throws IOException {
    draw(directory.resolve("a.png"));
    Files.writeString(directory.resolve("b.jpg"), "bad");
    Files.writeString(directory.resolve("notes.txt"), "no image");
    Files.writeString(directory.resolve(".hidden.png"), "no image");
    Files.createDirectory(directory.resolve("more"));
    draw(directory.resolve("more/a.png"));
  }

  private static void draw(Path file) throws IOException {
    ImageIO.write(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void shouldGoOnAfterABadFileAndSayItInTheExitCode() {
    int exit = cli.run("predict-images", directory.toString(), "-m", "m");

    assertThat(exit).describedAs(cli.errors()).isEqualTo(ExitCode.BATCH.code());
    assertThat(cli.output())
        .isEqualTo(
            """
            %1$s/a.png: 1 objects, task task-1
            #  box x1 y1 x2 y2 (score)         category  score  attributes
            1  0.125 0.250 0.500 0.750 (0.90)  car       0.88   colour: red (0.50)
                                               van       0.10

            %1$s/b.jpg: failed: Not an image. [PREDICTION_FAILED, phase await]

            """
                .formatted(directory));
  }

  @Test
  void shouldPrintALineOfJsonForEachImage() {
    int exit = cli.run("predict-images", directory.toString(), "-m", "m", "--json");

    assertThat(exit).isEqualTo(ExitCode.BATCH.code());
    assertThat(cli.lines()).hasSize(2);
    assertThat(cli.lines().get(0))
        .startsWith("{\"file\":\"" + directory + "/a.png\",\"prediction\":{\"task_id\":");
    assertThat(cli.lines().get(1))
        .startsWith("{\"file\":\"" + directory + "/b.jpg\",\"error\":{\"code\":9,")
        .contains("\"reason\":\"PREDICTION_FAILED\"");
  }

  @Test
  void shouldFailAloneWhereAFileIsMissing() {
    int exit =
        cli.run(
            "predict-images",
            directory.resolve("none.png").toString(),
            directory.resolve("a.png").toString(),
            "-m",
            "m");

    assertThat(exit).isEqualTo(ExitCode.BATCH.code());
    assertThat(cli.output()).contains("none.png: failed: ", "does not exist", "a.png: 1 objects");
  }

  @Test
  void shouldGiveEachAnnotatedPictureAPlaceOfItsOwn() throws IOException {
    Path pictures = Files.createDirectory(directory.resolve("pictures"));
    Files.delete(directory.resolve("b.jpg"));

    int exit =
        cli.run(
            "predict-images",
            "--recursive",
            directory.toString(),
            "-m",
            "m",
            "--annotate",
            pictures.toString());

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(pictures)
        .isDirectoryContaining("glob:**/a.png-annotated.png")
        .isDirectoryContaining("glob:**/a.png-annotated-2.png");
  }

  @Test
  void shouldLookIntoADirectoryNamedByALink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("more"));

    int exit = cli.run("predict-images", link.toString(), "-m", "m");

    assertThat(exit).describedAs(cli.errors()).isZero();
    assertThat(cli.output()).startsWith(link + "/a.png: 1 objects");
  }

  @Test
  void shouldRefuseADirectoryWithoutImages() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    int exit = cli.run("predict-images", empty.toString(), "-m", "m");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.errors()).contains("There is no image in");
  }
}
