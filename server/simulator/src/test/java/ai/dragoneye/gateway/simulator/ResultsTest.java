package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultsTest {
  private static final byte[] PICTURE = Pictures.picture("png", 64, 48);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.builder()
              .script(
                  TaskScript.succeeding()
                      .withStatuses("new", "queued", "running", "predicted")
                      .withInferenceTime(Duration.ofSeconds(10)))
              .clock(() -> Objects.requireNonNull(now.get()))
              .build());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldMoveThroughTheScriptedStatusesWithTime() {
    Begun task = client.begin(TestClient.imageFields());
    client.upload(task, PICTURE);
    pass(Duration.ofHours(1));
    assertThat(status(task)).isEqualTo("new");
    predict(task, "m/n");
    assertThat(status(task)).isEqualTo("queued");
    pass(Duration.ofMillis(4999));
    assertThat(status(task)).isEqualTo("queued");
    pass(Duration.ofMillis(1));
    assertThat(status(task)).isEqualTo("running");
    pass(Duration.ofMillis(4999));
    assertThat(results(task).statusCode()).isEqualTo(400);
    pass(Duration.ofMillis(1));
    assertThat(status(task)).isEqualTo("predicted");
    assertThat(results(task).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNeverEndATaskScriptedSo() {
    simulator.scriptTasks(TaskScript.succeeding().withStatuses("new", "a status nobody knows"));
    Begun task = predicted(TestClient.imageFields(), PICTURE);

    pass(Duration.ofDays(1));
    assertThat(status(task)).isEqualTo("a status nobody knows");
    assertThat(results(task).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldFailATaskWhoseMediaCannotBeRead() {
    byte[] noise = new byte[5000];
    new Random(2).nextBytes(noise);
    Begun task = predicted(TestClient.imageFields(), noise);

    assertThat(status(task)).isEqualTo("failed_unreadable_media");
    assertThat(TestClient.text(results(task)))
        .isEqualTo(
            "{\"detail\":\"results are not available: the task is failed_unreadable_media\"}");
  }

  @Test
  void shouldAnswerTheSameBytesForTheSameMediaAndModel() {
    HttpResponse<byte[]> first = results(predicted(TestClient.imageFields(), PICTURE));
    HttpResponse<byte[]> second = results(predicted(TestClient.imageFields(), PICTURE));

    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void shouldPackOnlyPredictionsForAnImageAndNameNoFrameRate() throws IOException {
    HttpResponse<byte[]> answer = results(predicted(TestClient.imageFields(), PICTURE));

    assertThat(members(answer.body())).containsExactly(Map.entry("predictions.parquet", "PAR1"));
    assertThat(answer.headers().firstValue("X-Frames-Per-Second")).isEmpty();
    assertThat(answer.headers().firstValue("X-Original-File-Name")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
  }

  @Test
  void shouldPackFrameTimestampsForAVideoAndNameItsFrameRate() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>(TestClient.imageFields());
    fields.put("mimetype", "video/mp4");
    fields.put("frames_per_second", "4");

    HttpResponse<byte[]> answer = results(predicted(fields, clip()));

    assertThat(members(answer.body()))
        .containsExactly(
            Map.entry("predictions.parquet", "PAR1"),
            Map.entry("frame_timestamps.parquet", "PAR1"));
    assertThat(answer.headers().firstValue("X-Frames-Per-Second")).contains("4");
  }

  @Test
  void shouldFailAVideoOfMoreFramesThanItCanProcess() throws IOException {
    // given: a clip that claims to last for 49 days
    byte[] forged = clip();
    int header = new String(forged, StandardCharsets.ISO_8859_1).indexOf("mvhd");
    int durationAt = header + 4 + 4 + 4 + 4 + 4;
    for (int i = 0; i < 4; i++) {
      forged[durationAt + i] = (byte) 0xfe;
    }
    Map<String, String> fields = new LinkedHashMap<>(TestClient.imageFields());
    fields.put("mimetype", "video/mp4");

    assertThat(status(predicted(fields, forged))).isEqualTo("failed_media_too_long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          photo 1.jpg | photo 1.jpg
          100%.jpg | 100%.jpg
          a"b'c\\d.jpg | a"b'c\\d.jpg
          ../../etc/passwd | ../../etc/passwd
          città.jpg | citt%C3%A0.jpg
          a%0D%0AX-Injected: 1 | a%0D%0AX-Injected: 1
          """)
  void shouldNameTheFileInAHeaderThatItCannotBreak(String name, String header) {
    assertThat(fileNameHeader(name)).contains(header);
  }

  @Test
  void shouldEncodeWhatAHeaderCannotHold() {
    assertThat(fileNameHeader("a\r\nX-Injected: 1")).contains("a%0D%0AX-Injected: 1");
    assertThat(fileNameHeader("\0\u001b[2J\t")).contains("%00%1B[2J%09");
    assertThat(fileNameHeader(" a ")).contains("%20a%20");
  }

  @Test
  void shouldAnswerArchivesThatATestSupplies(@TempDir Path directory) throws IOException {
    // given
    Path file = Files.write(directory.resolve("results.zip"), new byte[3_000_000]);
    Begun task = predicted(TestClient.imageFields(), PICTURE);

    // then
    simulator.answerResultsFrom(
        asked ->
            Optional.of(
                new ResultsArchive.InMemory(asked.model().getBytes(StandardCharsets.UTF_8))));
    assertThat(TestClient.text(results(task))).isEqualTo("m/n");
    simulator.answerResultsFrom(asked -> Optional.of(new ResultsArchive.OnDisk(file)));
    assertThat(results(task).body()).hasSize(3_000_000);
    simulator.answerResultsFrom(asked -> Optional.empty());
    assertThat(TestClient.text(results(task))).startsWith("PK");
  }

  private Optional<String> fileNameHeader(String name) {
    Map<String, String> fields = new LinkedHashMap<>(TestClient.imageFields());
    fields.put("file_name", name);
    HttpResponse<byte[]> answer = results(predicted(fields, PICTURE));
    assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
    return answer.headers().firstValue("X-Original-File-Name");
  }

  private Begun predicted(Map<String, String> fields, byte[] media) {
    Begun task = client.begin(fields);
    assertThat(client.upload(task, media).statusCode()).isEqualTo(204);
    predict(task, "m/n");
    pass(Duration.ofSeconds(10));
    return task;
  }

  private void predict(Begun task, String model) {
    client.post("/predict", Map.of("model_name", model, "prediction_task_uuid", task.taskId()));
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private String status(Begun task) {
    return TestClient.json(
            client.get("/prediction-task/status?predictionTaskUuid=" + task.taskId()))
        .get("status")
        .asString();
  }

  private HttpResponse<byte[]> results(Begun task) {
    return client.get(
        "/prediction-task/results?response_version=parquet_object&predictionTaskUuid="
            + task.taskId());
  }

  /** The stored members in their order, each with its first four bytes. */
  private static Map<String, String> members(byte[] archive) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        members.put(entry.getName(), new String(zip.readNBytes(4), StandardCharsets.US_ASCII));
      }
    }
    return members;
  }

  private static byte[] clip() throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/media/clip.mp4"));
  }
}
