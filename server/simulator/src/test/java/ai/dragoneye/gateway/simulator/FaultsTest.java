package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.TestClient.Begun;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.SeenRequest;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic.Outcome;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FaultsTest {
  private static final byte[] PICTURE = Pictures.picture("png", 64, 48);
  private static final long MEBIBYTE = 1 << 20;

  private final Simulator simulator =
      Simulator.start(
          SimulatorOptions.builder().inferenceTime(Duration.ZERO).acceptUnreadableMedia().build());
  private final TestClient client = new TestClient(simulator.baseUrl());

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void shouldAnswerWithStatusHeadersAndBodyForAsOftenAsAsked() {
    // given
    simulator
        .faults()
        .add(Fault.at(Step.BEGIN).status(429).header("Retry-After", "7").body("slow").times(2));

    // when
    HttpResponse<byte[]> first = begin();
    HttpResponse<byte[]> second = begin();
    HttpResponse<byte[]> third = begin();

    // then
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(TestClient.text(first)).isEqualTo("slow");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(third.statusCode()).isEqualTo(200);
    assertThat(simulator.requests().tasks()).hasSize(1);
    assertThat(simulator.requests().requests())
        .extracting(SeenRequest::status)
        .containsExactly(429, 429, 200);
  }

  @Test
  void shouldLetSomeRequestsPassFirstAndHitOnlyItsStep() {
    simulator.faults().add(Fault.at(Step.BEGIN).status(500).after(1).always());

    assertThat(begin().statusCode()).isEqualTo(200);
    assertThat(client.get("/prediction-task/status?predictionTaskUuid=1").statusCode())
        .isEqualTo(404);
    assertThat(begin().statusCode()).isEqualTo(500);
    assertThat(begin().statusCode()).isEqualTo(500);
    simulator.faults().clear();
    assertThat(begin().statusCode()).isEqualTo(200);
  }

  @Test
  void shouldMeetFaultsOfAStepInTheirOrder() {
    simulator.faults().add(Fault.at(Step.BEGIN).status(503));
    simulator.faults().add(Fault.at(Step.BEGIN).json("{\"prediction_task_uuid\":"));

    assertThat(begin().statusCode()).isEqualTo(503);
    assertThat(TestClient.text(begin())).isEqualTo("{\"prediction_task_uuid\":");
    assertThat(simulator.faults().pending()).isEmpty();
  }

  @Test
  void shouldNotPredictWhenItAnswersAnErrorUnlessToldTo() {
    // given
    Begun first = uploaded();
    Begun second = uploaded();

    // when
    simulator.faults().add(Fault.at(Step.PREDICT).status(500));
    predict(first);
    simulator.faults().add(Fault.at(Step.PREDICT).status(502).carriedOut());
    predict(second);

    // then
    assertThat(status(first)).isEqualTo("pending");
    assertThat(status(second)).isEqualTo("predicted");
  }

  @Test
  void shouldLoseTheAnswerOfAPredictThatWasCarriedOut() {
    // given
    Begun task = uploaded();
    simulator.faults().add(Fault.at(Step.PREDICT).resetAfterRead().carriedOut());

    // then
    assertThatThrownBy(() -> predict(task)).hasRootCauseMessage("Connection reset");
    assertThat(status(task)).isEqualTo("predicted");
    assertThat(simulator.requests().requests())
        .contains(new SeenRequest(Step.PREDICT, task.taskId(), 0));
  }

  @Test
  void shouldResetBeforeReading() {
    simulator.faults().add(Fault.at(Step.BEGIN).resetBeforeRead());

    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send("POST /prediction-task/begin HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
      assertThat(raw.rest()).isEqualTo("<Connection reset>");
    }
    assertThat(simulator.requests().requests()).containsExactly(new SeenRequest(Step.BEGIN, "", 0));
  }

  @Test
  void shouldHoldAnAnswerBack() {
    simulator.faults().add(Fault.at(Step.BEGIN).delay(Duration.ofMillis(250)));

    long start = System.nanoTime();
    assertThat(begin().statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(250));
  }

  @Test
  void shouldNoticeAClientThatLeavesWhileItsAnswerIsHeldBack() {
    simulator.faults().add(Fault.at(Step.STATUS).delay(Duration.ofHours(1)));

    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send("GET /prediction-task/status?predictionTaskUuid=1 HTTP/1.1\r\nHost: h\r\n\r\n");
      await().until(() -> simulator.requests().openRequests() == 1);
    }
    await().until(() -> simulator.requests().openConnections() == 0);
    assertThat(simulator.requests().openRequests()).isZero();
  }

  @Test
  void shouldCutAnAnswerShort() {
    // given
    Begun task = uploaded();
    predict(task);
    simulator.faults().add(Fault.at(Step.RESULTS).truncateAfter(100));

    // then
    assertThatThrownBy(() -> results(task)).hasRootCauseMessage("EOF reached while reading");
    assertThat(results(task).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLeaveAHeaderOut() {
    // given
    Begun task = uploaded();
    predict(task);
    simulator.faults().add(Fault.at(Step.RESULTS).withoutHeader("CONTENT-TYPE"));

    // then
    assertThat(results(task).headers().firstValue("Content-Type")).isEmpty();
    assertThat(results(task).headers().firstValue("Content-Type")).contains("application/zip");
  }

  @Test
  void shouldWriteResultsAtTheSpeedAsked() {
    // given
    Begun task = uploaded();
    predict(task);
    int length = results(task).body().length;
    simulator.faults().add(Fault.at(Step.RESULTS).bytesPerSecond(2L * length));

    // when
    long start = System.nanoTime();
    HttpResponse<byte[]> slow = results(task);

    // then
    assertThat(slow.body()).hasSize(length);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
  }

  @Test
  void shouldReadAnUploadAtTheSpeedAsked() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    simulator.faults().add(Fault.at(Step.UPLOAD).bytesPerSecond(20 * MEBIBYTE));

    // when
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = client.upload(task, new byte[(int) (10 * MEBIBYTE)]);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
  }

  @Test
  void shouldRefuseAnUploadBeforeItsBodyCame() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    simulator.faults().add(Fault.at(Step.UPLOAD).status(403).body("no").early());

    // then
    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send(uploadHead(task, 1 << 30));
      assertThat(raw.head()).startsWith("HTTP/1.1 403").contains("connection: close");
      assertThat(raw.rest()).isEqualTo("no");
      raw.send(new byte[1000]);
      await().until(() -> upload(task).bodyBytes() == 1000);
    }
    assertThat(upload(task).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void shouldStopReadingAnUploadUntilFaultsAreCleared() {
    // given
    Begun task = client.begin(TestClient.imageFields());
    simulator.faults().add(Fault.at(Step.UPLOAD).stallAfter(MEBIBYTE));
    MultipartBody body = new MultipartBody();
    task.fields().forEach(body::field);
    body.file("file", "file", new byte[(int) (2 * MEBIBYTE)]);

    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      // when
      raw.send(uploadHead(task, 1 << 30)).send(body.bytes());
      await().until(() -> upload(task).bodyBytes() >= MEBIBYTE);

      // then
      assertThat(upload(task).bodyBytes()).isLessThan(2 * MEBIBYTE);
      assertThat(upload(task).outcome()).isEqualTo(Outcome.RECEIVING);
    }
    simulator.faults().clear();
    await().until(() -> upload(task).outcome() == Outcome.ABORTED);
  }

  @Test
  void shouldGoOnWithAStalledRequestWhenFaultsAreCleared() {
    simulator.faults().add(Fault.at(Step.STATUS).stallAfter(0));

    try (RawConnection raw = new RawConnection(simulator.baseUrl())) {
      raw.send("GET /prediction-task/status?predictionTaskUuid=1 HTTP/1.1\r\nHost: h\r\n\r\n");
      await().until(() -> simulator.requests().openRequests() == 1);
      simulator.faults().clear();
      assertThat(raw.head()).startsWith("HTTP/1.1 401");
    }
  }

  private HttpResponse<byte[]> begin() {
    return client.post("/prediction-task/begin", TestClient.imageFields());
  }

  private Begun uploaded() {
    Begun task = client.begin(TestClient.imageFields());
    assertThat(client.upload(task, PICTURE).statusCode()).isEqualTo(204);
    return task;
  }

  private HttpResponse<byte[]> predict(Begun task) {
    return client.post(
        "/predict", Map.of("model_name", "m/n", "prediction_task_uuid", task.taskId()));
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

  private UploadTraffic upload(Begun task) {
    return simulator.requests().task(task.taskId()).orElseThrow().uploads().getLast();
  }

  private static String uploadHead(Begun task, long length) {
    return "POST /media-store?task="
        + task.taskId()
        + " HTTP/1.1\r\nHost: h\r\nContent-Type: "
        + MultipartBody.CONTENT_TYPE
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }
}
