package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory = Path.of("");

  private int run(String... arguments) {
    CommandLine commandLine = App.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void shouldShowATableAndDrawAPicture() throws Exception {
    Path picture = directory.resolve("annotated.png");

    int exitCode = run("demo", "--output", picture.toString());

    assertThat(exitCode).describedAs(err.toString()).isZero();
    assertThat(out.toString()).startsWith("#  box x1 y1 x2 y2 (score)");
    assertThat(err.toString()).contains("accepted", "predicted", picture.toString());
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(100);
  }

  @Test
  void shouldPrintThePredictionAsJson() throws Exception {
    int exitCode = run("demo", "--json", "--output", directory.resolve("a.png").toString());

    assertThat(exitCode).describedAs(err.toString()).isZero();
    ImagePrediction.Builder prediction = ImagePrediction.newBuilder();
    JsonFormat.parser().merge(out.toString(), prediction);
    assertThat(prediction.getObjectsCount()).isPositive();
  }

  @Test
  void shouldNameAMissingImageInOneLine() {
    int exitCode = run("demo", "--image", directory.resolve("none.jpg").toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines().reduce((first, last) -> last).orElseThrow())
        .startsWith("gateway: ")
        .contains("none.jpg");
  }
}
