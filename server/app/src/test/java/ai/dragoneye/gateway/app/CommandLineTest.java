package ai.dragoneye.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.app.demo.DemoCommand;
import ai.dragoneye.gateway.cli.DragoneyeCommand;
import ai.dragoneye.gateway.cli.Environment;
import ai.dragoneye.gateway.cli.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the {@code dragoneye} command line against a gateway and the simulator. */
class CommandLineTest {
  private static final Pattern TASK = Pattern.compile("\"task_id\":\"([^\"]+)\"");
  private static LocalService service;
  @TempDir private Path directory = Path.of("");
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    service = LocalService.start(null);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private List<String> run(ExitCode expected, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> variables =
        Map.of(
            "DRAGONEYE_GATEWAY", service.address(), "DRAGONEYE_MODEL", "recognize_anything/demo");
    Environment environment =
        new Environment(
            InputStream.nullInputStream(),
            out,
            new PrintWriter(err, true),
            variables::get,
            Set.of());

    int exit = DragoneyeCommand.run(environment, arguments);

    assertThat(exit).describedAs(err.toString()).isEqualTo(expected.code());
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String bundled(String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream media = DemoCommand.class.getResourceAsStream(name)) {
      Files.write(file, Objects.requireNonNull(media).readAllBytes());
    }
    return file.toString();
  }

  private String submit(String file, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "submit";
    arguments[1] = file;
    arguments[2] = "--json";
    System.arraycopy(options, 0, arguments, 3, options.length);
    Matcher task = TASK.matcher(run(ExitCode.OK, arguments).getFirst());
    assertThat(task.find()).isTrue();
    return task.group(1);
  }

  @Test
  void shouldPredictAnImage() throws IOException {
    Path picture = directory.resolve("out.png");

    List<String> lines =
        run(ExitCode.OK, "predict-image", bundled("street.jpg"), "--annotate", picture.toString());

    assertThat(lines).hasSizeGreaterThan(1).first().asString().startsWith("#  box");
    assertThat(ImageIO.read(picture.toFile())).isNotNull();
  }

  @Test
  void shouldPredictAVideo() throws IOException {
    List<String> lines =
        run(ExitCode.OK, "predict-video", bundled("street.mp4"), "--fps", "2", "--json");

    assertThat(lines.getFirst()).startsWith("{\"header\":").contains("street.mp4");
    assertThat(lines.getLast()).startsWith("{\"completion\":");
    assertThat(lines.subList(1, lines.size() - 1))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("{\"object\":").contains("resume_token"));
  }

  @Test
  void shouldPredictADirectoryWithABadFile() throws IOException {
    bundled("street.jpg");
    Files.writeString(directory.resolve("broken.jpg"), "no picture");

    List<String> lines =
        run(ExitCode.BATCH, "predict-images", directory.toString(), "--output", "jsonl");

    assertThat(lines).hasSize(2);
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("street.jpg\",\"prediction\""));
    assertThat(lines)
        .anySatisfy(
            line -> assertThat(line).contains("broken.jpg\",\"error\"", "PREDICTION_FAILED"));
  }

  @Test
  void shouldSubmitWatchAndReadAVideo() throws IOException {
    String task = submit(bundled("street.mp4"), "--fps", "2");

    assertThat(run(ExitCode.OK, "watch", task).getLast()).contains("succeeded");
    assertThat(run(ExitCode.OK, "status", task).getLast()).contains("video", "predicted");
    assertThat(run(ExitCode.OK, "results", task)).hasSizeGreaterThan(1);
    assertThat(run(ExitCode.OK, "frames", task, "--from", "1", "--to", "2"))
        .hasSizeGreaterThan(1)
        .noneMatch(line -> line.startsWith("0:03"));
  }

  @Test
  void shouldGoOnFromATokenWithoutRepeating() throws IOException {
    String task = submit(bundled("street.mp4"), "--fps", "2");
    run(ExitCode.OK, "watch", task);
    List<String> frames = run(ExitCode.OK, "frames", task, "--json");
    Matcher token = Pattern.compile("\"resume_token\":\"([^\"]+)\"").matcher(frames.get(3));
    assertThat(token.find()).isTrue();

    List<String> rest =
        run(ExitCode.OK, "frames", task, "--json", "--resume-token", token.group(1));

    assertThat(rest.subList(1, rest.size() - 1)).isEqualTo(frames.subList(4, frames.size() - 1));
  }

  @Test
  void shouldSubmitAndReadAnImage() throws IOException {
    String task = submit(bundled("street.jpg"));
    run(ExitCode.OK, "watch", task);

    List<String> lines = run(ExitCode.OK, "results", task);

    assertThat(lines).hasSizeGreaterThan(1).first().asString().startsWith("#  box");
  }

  @Test
  void shouldDownloadTheArchive() throws IOException {
    String task = submit(bundled("street.mp4"), "--fps", "1");
    run(ExitCode.OK, "watch", task);

    run(ExitCode.OK, "download", task, "--file", directory.toString());

    Path archive = directory.resolve(task + ".zip");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.stream()).isNotEmpty();
    }
  }

  @Test
  void shouldTellAnUnknownTask() {
    run(ExitCode.NOT_AVAILABLE, "status", "nobody-knows-this");

    assertThat(err.toString()).contains("TASK_NOT_FOUND");
  }
}
