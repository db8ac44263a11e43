package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final String IMAGE_METHOD =
      "grpc_method=\"dragoneye_gateway.v1.PredictionService/PredictImage\"";

  private final Gateway gateway =
      Gateway.start(SimulatorOptions.defaults(), "HEALTH_LISTEN", "127.0.0.1:0");

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldCountAPrediction() {
    // when
    byte[] picture = Pictures.jpeg();
    gateway
        .predictImage()
        .config(ImageCall.jpeg().setSizeBytes(picture.length))
        .media(picture)
        .response();

    // then
    await().until(() -> scrape().sum("dragoneye_gateway_tasks_total") == 1);
    Scrape scrape = scrape();
    assertThat(scrape.sum("dragoneye_gateway_tasks_total", "phase=\"results\"", "outcome=\"ok\""))
        .isEqualTo(1);
    for (String phase : new String[] {"begin", "upload", "predict", "await", "results"}) {
      assertThat(
              scrape.sum(
                  "dragoneye_gateway_phase_duration_seconds_count",
                  "phase=\"" + phase + "\"",
                  "outcome=\"ok\"",
                  IMAGE_METHOD))
          .as(phase)
          .isEqualTo(1);
    }
    assertThat(scrape.sum("dragoneye_gateway_upload_bytes_total")).isEqualTo(picture.length);
    assertThat(scrape.sum("dragoneye_gateway_decode_duration_seconds_count")).isEqualTo(1);
    assertThat(scrape.sum("dragoneye_gateway_polls_total", "result=\"ok\"")).isPositive();
    assertThat(
            scrape.sum(
                "grpc_server_call_duration_seconds_count", "grpc_status=\"OK\"", IMAGE_METHOD))
        .isEqualTo(1);
    assertThat(scrape.sum("dragoneye_gateway_predictions_in_flight")).isZero();
    assertThat(scrape.sum("dragoneye_gateway_pool_idle", "pool=\"api\"")).isPositive();
  }

  @Test
  void shouldCountRetriesAnd429sAndFailures() {
    // given
    gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(429));
    gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(503));
    gateway.simulator().faults().add(Fault.at(Step.PREDICT).status(400));

    // when
    gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).failure();

    // then
    await().until(() -> scrape().sum("dragoneye_gateway_failures_total") == 1);
    Scrape scrape = scrape();
    assertThat(scrape.sum("dragoneye_gateway_upstream_retries_total", "step=\"begin\""))
        .isEqualTo(2);
    assertThat(scrape.sum("dragoneye_gateway_upstream_rate_limited_total", "step=\"begin\""))
        .isEqualTo(1);
    assertThat(
            scrape.sum(
                "dragoneye_gateway_failures_total", "reason=\"PREDICT_REJECTED\"", IMAGE_METHOD))
        .isEqualTo(1);
    assertThat(
            scrape.sum("dragoneye_gateway_tasks_total", "phase=\"predict\"", "outcome=\"failed\""))
        .isEqualTo(1);
    assertThat(
            scrape.sum(
                "dragoneye_gateway_upstream_attempt_duration_seconds_count",
                "step=\"predict\"",
                "result=\"refused\""))
        .isEqualTo(1);
  }

  @Test
  void shouldCountTheImagesOfABatchAsPredictions() {
    // when
    BatchCall.open(gateway.channel())
        .image("good", Pictures.jpeg())
        .image("bad", new byte[1000])
        .halfClose()
        .answers()
        .to("bad");

    // then
    await().until(() -> scrape().sum("dragoneye_gateway_tasks_total") == 2);
    assertThat(scrape().sum("dragoneye_gateway_tasks_total", "outcome=\"ok\"")).isEqualTo(1);
    assertThat(
            scrape()
                .sum(
                    "dragoneye_gateway_failures_total",
                    "reason=\"PREDICTION_FAILED\"",
                    "PredictImages"))
        .isEqualTo(1);
  }

  @Test
  void shouldTellWhatIsInUseWhileACallIsAtWork() {
    // when
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg()).chunk(new byte[3 << 20]);

    // then
    await().until(() -> scrape().sum("dragoneye_gateway_budget_used_bytes", "spool") > 0);
    assertThat(scrape().sum("dragoneye_gateway_predictions_in_flight")).isEqualTo(1);
    assertThat(scrape().sum("dragoneye_gateway_calls_in_flight")).isEqualTo(1);
    assertThat(scrape().sum("dragoneye_gateway_budget_limit_bytes", "budget=\"decode\""))
        .isEqualTo(128 << 20);

    // and when
    call.cancel();

    // then
    await().until(() -> scrape().sum("dragoneye_gateway_budget_used_bytes", "spool") == 0);
    await()
        .until(() -> scrape().sum("dragoneye_gateway_tasks_total", "outcome=\"cancelled\"") == 1);
    assertThat(scrape().sum("dragoneye_gateway_predictions_in_flight")).isZero();
  }

  @Test
  void shouldMakeNoSeriesOutOfWhatCallersSend(@TempDir Path folder) throws IOException {
    // given every series that such calls make, of callers that are all known
    Path tokens = Files.write(folder.resolve("tokens"), RandomCalls.tokens(10_040));
    try (LogLines _ = LogLines.of("ai.dragoneye", Level.OFF);
        Gateway knowing =
            Gateway.start(
                SimulatorOptions.defaults(),
                "HEALTH_LISTEN",
                "127.0.0.1:0",
                "AUTHENTICATION_TOKENS_FILE",
                tokens.toString())) {
      RandomCalls calls = new RandomCalls(knowing);
      calls.make(40);
      await().until(() -> knowing.server().activeCalls() == 0);
      var before = Scrape.of(knowing.server()).series();

      // when
      calls.make(10_000);
      await().until(() -> knowing.server().activeCalls() == 0);

      // then
      assertThat(Scrape.of(knowing.server()).series())
          .hasSameSizeAs(before)
          .containsAll(before)
          .noneMatch(series -> series.contains("UNAUTHENTICATED"));
      assertThat(before).hasSizeLessThan(1500);
    }
  }

  private Scrape scrape() {
    return Scrape.of(gateway.server());
  }
}
