package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private final Demo demo = new Demo();
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldShowAPhotoAndAClipAndDrawAPictureOfEach() throws Exception {
    int exitCode = demo.run("--output", directory.toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    assertThat(demo.out()).startsWith("#  box x1 y1 x2 y2 (score)").contains("on screen");
    assertThat(ImageIO.read(directory.resolve("dragoneye-demo-annotated.png").toFile()))
        .isNotNull();
    assertThat(ImageIO.read(directory.resolve("dragoneye-demo-timeline.png").toFile())).isNotNull();
  }

  @Test
  void shouldNameTheSecondPictureAfterTheFileOfTheFirst() throws Exception {
    Path picture = directory.resolve("street.of.mine.png");

    int exitCode = demo.run("--output", picture.toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    Path second = directory.resolve("street.of.mine-timeline.png");
    assertThat(directory).isDirectoryContaining(picture::equals);
    assertThat(directory).isDirectoryContaining(second::equals);
    assertThat(demo.err()).contains("annotated  " + picture, "timeline   " + second);
  }

  @Test
  void shouldShowAnImageAlone() throws Exception {
    Path picture = directory.resolve("annotated.png");

    int exitCode =
        demo.run("--image", BundledFile.PHOTO.in(directory), "--output", picture.toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    assertThat(demo.out()).startsWith("#  box x1 y1 x2 y2 (score)").doesNotContain("on screen");
    assertThat(demo.err()).contains("accepted", "predicted", picture.toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(100);
  }

  @Test
  void shouldPrintBothResultsAsJsonAndNothingElse() throws Exception {
    int exitCode = demo.run("--json", "--output", directory.toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    String[] documents = demo.out().split("(?m)(?<=^})\\R(?=\\{$)");
    assertThat(documents).hasSize(2);
    ImagePrediction.Builder image = ImagePrediction.newBuilder();
    JsonFormat.parser().merge(documents[0], image);
    assertThat(image.getObjectsCount()).isPositive();
    Struct.Builder video = Struct.newBuilder();
    JsonFormat.parser().merge(documents[1], video);
    assertThat(video.getFieldsMap()).containsOnlyKeys("header", "objects", "completion");
  }

  @Test
  void shouldNameAMissingImageInOneLine() {
    int exitCode = demo.run("--image", directory.resolve("none.jpg").toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(demo.errLines())
        .containsExactly("gateway: There is no file " + directory.resolve("none.jpg"));
  }

  @Test
  void shouldRefuseAPlaceForPicturesThatIsNotThere() {
    Path nowhere = directory.resolve("none");

    int exitCode = demo.run("--output", nowhere.resolve("annotated.png").toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(demo.errLines()).first().isEqualTo("--output: there is no directory " + nowhere);
    assertThat(demo.err()).doesNotContain("sending");
  }

  @Test
  void shouldRefuseARateOfFramesWithoutAVideo() throws Exception {
    int exitCode = demo.run("--image", BundledFile.PHOTO.in(directory), "--fps", "4");

    assertThat(exitCode).isEqualTo(2);
    assertThat(demo.errLines()).first().asString().startsWith("--fps is for videos");
  }

  @Test
  void shouldShowWhatWasFoundInAPictureThatCannotBeDrawnOn() throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", whole);
    byte[] head = Arrays.copyOf(whole.toByteArray(), 40);
    Path cut = Files.write(directory.resolve("cut.png"), head);
    Path kept = Files.writeString(directory.resolve("kept.png"), "kept");

    int exitCode = demo.run("--image", cut.toString(), "--output", kept.toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    assertThat(demo.out()).startsWith("#  box");
    assertThat(demo.err()).contains("annotated  nothing: ");
    assertThat(kept).hasContent("kept");
  }
}
