package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoVideoTest {
  private static final Path SAMPLES = Path.of("../simulator/src/test/resources/media");

  private final Demo demo = new Demo();
  @TempDir private Path directory = Path.of("");

  private int run(String... options) {
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--output";
    all[options.length + 1] = directory.resolve("timeline.png").toString();
    return demo.run(all);
  }

  @Test
  void shouldTellTheStepsOfAVideoInOrder() throws Exception {
    int exitCode = run("--video", BundledFile.CLIP.in(directory), "--fps", "12");

    assertThat(exitCode).describedAs(demo.err()).isZero();
    assertThat(demo.err())
        .containsSubsequence(
            "sending    street.mp4, ",
            "upload     ",
            "bytes (100 %)",
            "await      the service says: predicted",
            "header     48 frames, 12 per second",
            "predicted  ",
            "timeline   " + directory.resolve("timeline.png"),
            "frames     48 read in order of time; the most crowded, at ",
            "cut        after ",
            "resumed    ",
            "compared   both parts together are the uncut result: yes");
    assertThat(demo.err()).contains("accepted   task ");
    assertThat(demo.out())
        .startsWith("#  object")
        .containsPattern("0:0\\d\\.\\d{3}-0:0\\d\\.\\d{3} +\\w+")
        .containsPattern("\\w+: \\w+ 0:0\\d\\.\\d{3}-");
  }

  @Test
  void shouldContinueAtAnotherGatewayThanTheOneThatStopped() throws Exception {
    run("--video", BundledFile.CLIP.in(directory), "--fps", "12");

    String first = address("gateway ");
    assertThat(demo.err()).contains("gateway " + first + " stopped");
    assertThat(address("resumed ")).isNotEqualTo(first);
  }

  private String address(String step) {
    String line =
        demo.errLines().stream().filter(text -> text.startsWith(step)).findFirst().orElseThrow();
    return line.replaceFirst(".*?(127\\.0\\.0\\.1:\\d+).*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.mp4", "clip-moov-last.mov", "clip.webm"})
  void shouldTakeAnyContainer(String name) throws Exception {
    int exitCode = run("--video", SAMPLES.resolve(name).toString());

    assertThat(exitCode).describedAs(demo.err()).isZero();
    assertThat(demo.err()).contains("sending    " + name, "header ", "frames ");
    assertThat(ImageIO.read(directory.resolve("timeline.png").toFile())).isNotNull();
  }

  @Test
  void shouldPrintAVideoAsOneJsonDocument() throws Exception {
    int exitCode = run("--video", BundledFile.CLIP.in(directory), "--json", "--fps", "3");

    assertThat(exitCode).describedAs(demo.err()).isZero();
    Struct.Builder document = Struct.newBuilder();
    JsonFormat.parser().merge(demo.out(), document);
    Value header = document.getFieldsOrThrow("header");
    assertThat(header.getStructValue().getFieldsOrThrow("frames_per_second").getNumberValue())
        .isEqualTo(3);
    int objects = document.getFieldsOrThrow("objects").getListValue().getValuesCount();
    assertThat(demo.err()).contains("predicted  " + objects + " object");
  }

  @Test
  void shouldNameAMissingVideoInOneLine() {
    Path missing = directory.resolve("none.mp4");

    int exitCode = run("--video", missing.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(demo.errLines()).containsExactly("gateway: There is no file " + missing);
  }

  @Test
  void shouldRefuseAFileThatIsNoVideoByItsName() throws Exception {
    String photo = BundledFile.PHOTO.in(directory);

    int exitCode = run("--video", photo);

    assertThat(exitCode).isEqualTo(1);
    assertThat(demo.errLines())
        .containsExactly("gateway: the extension of " + photo + " is not that of a video");
  }

  @Test
  void shouldTellInOneLineThatAVideoCannotBeRead() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.mp4"), "no video");

    int exitCode = run("--video", broken.toString());

    assertThat(exitCode).isEqualTo(1);
    assertThat(demo.errLines())
        .last()
        .asString()
        .startsWith("gateway: ")
        .contains("PREDICTION_FAILED");
    assertThat(demo.out()).isEmpty();
    assertThat(directory.resolve("timeline.png")).doesNotExist();
  }
}
