package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic.Outcome;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadTest {
  private static final byte[] PICTURE = Pictures.picture("png", 64, 48);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.builder()
              .maxUploadBytes(100_000)
              .presignLifetime(Duration.ofMinutes(5))
              .uploadSilence(Duration.ofMillis(300))
              .retainMedia()
              .clock(() -> Objects.requireNonNull(now.get()))
              .build());
  private final TestClient client = new TestClient(simulator.baseUrl());
  private final Begun task = client.begin(TestClient.imageFields());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldStoreTheMediaAsItIs() {
    assertThat(client.upload(task, PICTURE).statusCode()).isEqualTo(204);

    assertThat(simulator.media(task.taskId()).orElseThrow()).isEqualTo(PICTURE);
    assertThat(upload().outcome()).isEqualTo(Outcome.STORED);
    assertThat(upload().mediaBytes()).isEqualTo(PICTURE.length);
    assertThat(upload().closingBoundarySeen()).isTrue();
    assertThat(upload().bodyBytes()).isEqualTo(upload().contentLength());
  }

  @Test
  void shouldKeepTheLatestUploadUntilThePredictionStarts() {
    byte[] second = Pictures.picture("jpg", 32, 32);
    client.upload(task, PICTURE);
    assertThat(client.upload(task, second).statusCode()).isEqualTo(204);
    client.post("/predict", Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId()));

    assertRefused(client.upload(task, PICTURE), 403, "AccessDenied");
    assertThat(simulator.media(task.taskId()).orElseThrow()).isEqualTo(second);
  }

  @Test
  void shouldRefuseAMissingField() {
    Map<String, String> fields = new LinkedHashMap<>(task.fields());
    fields.remove("policy");
    fields.remove("x-goog-signature");
    assertRefused(uploadWith(fields), 403, "AccessDenied");
  }

  @Test
  void shouldRefuseAFieldThatWasNotIssued() {
    Map<String, String> fields = new LinkedHashMap<>(task.fields());
    fields.put("acl", "public-read");
    assertRefused(uploadWith(fields), 403, "AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "Content-Type", "policy", "x-goog-date"})
  void shouldRefuseAnotherValue(String field) {
    Map<String, String> fields = new LinkedHashMap<>(task.fields());
    fields.put(field, "changed");
    assertRefused(uploadWith(fields), 403, "AccessDenied");
  }

  @Test
  void shouldRefuseAnotherSignature() {
    Map<String, String> fields = new LinkedHashMap<>(task.fields());
    fields.put("x-goog-signature", "00");
    assertRefused(uploadWith(fields), 403, "SignatureDoesNotMatch");
  }

  @Test
  void shouldRefuseFieldsInAnotherOrder() {
    List<Map.Entry<String, String>> entries = new ArrayList<>(task.fields().entrySet());
    Collections.swap(entries, 0, 1);
    MultipartBody body = new MultipartBody();
    entries.forEach(e -> body.field(e.getKey(), e.getValue()));
    assertRefused(
        client.uploadBody(task, body.file("file", "file", PICTURE).close()),
        400,
        "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseARepeatedField() {
    String key = task.fields().getOrDefault("key", "");
    byte[] body = new MultipartBody().field("key", key).field("key", key).close();
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseFieldsAfterTheFile() {
    byte[] body = form().file("file", "file", PICTURE).field("key", "x").close();
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseAFileBeforeItsFields() {
    byte[] body = new MultipartBody().file("file", "file", PICTURE).close();
    assertRefused(client.uploadBody(task, body), 403, "AccessDenied");
  }

  @Test
  void shouldRefuseASecondFile() {
    byte[] body = form().file("file", "file", PICTURE).file("file", "file", PICTURE).close();
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseAFormWithoutAFile() {
    assertRefused(
        client.uploadBody(task, form().close()), 400, "IncorrectNumberOfFilesInPostRequest");
  }

  @Test
  void shouldRefuseAFileByAnotherName() {
    byte[] body = form().file("file", "photo.jpg", PICTURE).close();
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseAnEmptyFile() {
    byte[] body = form().file("file", "file", new byte[0]).close();
    assertRefused(client.uploadBody(task, body), 400, "EntityTooSmall");
  }

  @Test
  void shouldRefuseAnExpiredForm() {
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
    assertRefused(client.upload(task, PICTURE), 403, "AccessDenied");
  }

  @Test
  void shouldRefuseMoreBytesThanItTakes() {
    assertRefused(client.upload(task, new byte[100_001]), 400, "EntityTooLarge");
    assertThat(upload().closingBoundarySeen()).isFalse();
  }

  @Test
  void shouldRefuseOnTheHeadAloneWhatCannotFit() {
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(head("Content-Length: 900000\r\n"));
      assertThat(raw.head()).startsWith("HTTP/1.1 400").contains("connection: close");
      assertThat(raw.rest()).contains("<Code>EntityTooLarge</Code>");
    }
  }

  @Test
  void shouldRefuseABodyWithoutALength() {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(task.url())
                .header("Content-Type", MultipartBody.CONTENT_TYPE)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(whole()))));
    assertRefused(answer, 411, "MissingContentLength");
  }

  @Test
  void shouldRefuseABodyWithoutItsClosingBoundary() {
    byte[] body = form().file("file", "file", PICTURE).bytes();
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
    assertThat(upload().closingBoundarySeen()).isFalse();
  }

  @Test
  void shouldRefuseABodyLongerThanItsLength() {
    byte[] body = whole();
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(head("Content-Length: " + (body.length - 20) + "\r\n")).send(body);
      assertThat(raw.head()).startsWith("HTTP/1.1 400");
    }
    assertNothingStored();
  }

  @Test
  void shouldRefuseABodyThatNeverComesToItsLength() {
    byte[] body = whole();
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(head("Content-Length: " + (body.length + 1) + "\r\n")).send(body);
      assertThat(raw.rest()).startsWith("HTTP/1.1 400").contains("<Code>RequestTimeout</Code>");
    }
    assertNothingStored();
  }

  @Test
  void shouldNotTakeItsOwnSlownessForSilence() {
    // given: the first half takes it twice as long as it waits for a silent client
    byte[] body = whole();
    int half = body.length / 2;
    simulator.faults().add(Fault.at(Step.UPLOAD).bytesPerSecond(half * 5L / 3));

    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(head("Content-Length: " + body.length + "\r\n"));
      raw.send(Arrays.copyOf(body, half));
      await().until(() -> upload().bodyBytes() == half);
      raw.send(Arrays.copyOfRange(body, half, body.length));
      assertThat(raw.head()).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void shouldRefuseWhatFollowsTheClosingBoundary() {
    byte[] body = form().file("file", "file", PICTURE).text("--x").close();
    byte[] longer =
        form()
            .file("file", "file", PICTURE)
            .text("--" + MultipartBody.BOUNDARY + "--\r\nmore")
            .bytes();
    assertRefused(client.uploadBody(task, longer), 400, "MalformedPOSTRequest");
    assertRefused(client.uploadBody(task, body), 400, "MalformedPOSTRequest");
  }

  @Test
  void shouldRefuseAKeyThatIsNotItsBusiness() {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(task.url())
                .header("X-API-Key", TestClient.KEY)
                .header("Content-Type", MultipartBody.CONTENT_TYPE)
                .POST(BodyPublishers.ofByteArray(whole())));
    assertRefused(answer, 400, "InvalidArgument");
  }

  @Test
  void shouldRefuseBodiesThatAreNoForms() {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(task.url())
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(PICTURE)));
    assertRefused(answer, 412, "PreconditionFailed");
  }

  @Test
  void shouldKnowNoOtherPlaces() {
    HttpResponse<byte[]> answer =
        client.uploadBody(
            new Begun("", task.url().resolve("/media-store?task=1"), task.fields()), whole());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(TestClient.text(answer)).contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void shouldNoteAnUploadThatWasAborted() {
    byte[] body = whole();
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(head("Content-Length: " + body.length + "\r\n"));
      raw.send(Arrays.copyOf(body, body.length - 30));
      await().until(() -> upload().mediaBytes() > 0);
    }
    await().until(() -> upload().outcome() == Outcome.ABORTED);
    await().until(() -> simulator.requests().openRequests() == 0);
    assertNothingStored();
  }

  private MultipartBody form() {
    MultipartBody body = new MultipartBody();
    task.fields().forEach(body::field);
    return body;
  }

  private byte[] whole() {
    return form().file("file", "file", PICTURE).close();
  }

  private String head(String lengthHeader) {
    return "POST /media-store?task="
        + task.taskId()
        + " HTTP/1.1\r\nHost: h\r\nContent-Type: "
        + MultipartBody.CONTENT_TYPE
        + "\r\n"
        + lengthHeader
        + "\r\n";
  }

  private HttpResponse<byte[]> uploadWith(Map<String, String> fields) {
    return client.upload(new Begun(task.taskId(), task.url(), fields), PICTURE);
  }

  private UploadTraffic upload() {
    return simulator
        .requests()
        .task(task.taskId())
        .map(TaskTraffic::uploads)
        .orElseThrow()
        .getLast();
  }

  private void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(TestClient.text(answer)).contains("<Error><Code>" + code + "</Code><Message>");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
    assertThat(upload().outcome()).isEqualTo(Outcome.REFUSED);
  }

  private void assertNothingStored() {
    assertThat(simulator.media(task.taskId())).isEmpty();
    assertThat(simulator.requests().task(task.taskId()).orElseThrow().stored()).isFalse();
  }
}
