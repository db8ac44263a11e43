package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  private final FakeCollector collector = FakeCollector.start();

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void shouldPutASpanAroundEachPhase() {
    // given
    try (Gateway gateway = traced("1")) {
      gateway.simulator().faults().add(Fault.at(Step.BEGIN).status(429));

      // when
      ImageCall.open(callingAs(gateway, "01"))
          .config(ImageCall.jpeg().setFileName("secret-name.jpg"))
          .media(Pictures.jpeg())
          .response();
    }

    // then
    Span call = span("dragoneye_gateway.v1.PredictionService/PredictImage");
    assertThat(hex(call.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(hex(call.getParentSpanId().toByteArray())).isEqualTo(PARENT);
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    for (String phase : List.of("spool", "begin", "upload", "predict", "await", "results")) {
      assertThat(span(phase).getParentSpanId()).as(phase).isEqualTo(call.getSpanId());
    }
    assertThat(span("begin").getEventsList())
        .extracting(Span.Event::getName)
        .containsExactly("retry");
    assertThat(span("await").getEventsList()).extracting(Span.Event::getName).contains("poll");
    assertThat(collector.spans().toString())
        .doesNotContain("secret-name", "test-key", "X-Amz-", "signature");
  }

  @Test
  void shouldTraceNoCallThatItsCallerDoesNotWantTraced() {
    // when
    try (Gateway gateway = traced("1")) {
      ImageCall.open(callingAs(gateway, "00"))
          .config(ImageCall.jpeg())
          .media(Pictures.jpeg())
          .response();
    }

    // then
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void shouldKeepTheEventsOfALongPredictionFew() {
    // given
    try (Gateway gateway =
        Gateway.start(
            SimulatorOptions.builder().inferenceTime(Duration.ofSeconds(2)).build(),
            "TELEMETRY_OTLP_ENDPOINT",
            collector.endpoint(),
            "PREDICTION_POLLING_MIN_WAIT",
            "20ms",
            "PREDICTION_POLLING_MAX_WAIT",
            "20ms")) {
      // when
      ImageCall.open(callingAs(gateway, "01"))
          .config(ImageCall.jpeg())
          .media(Pictures.jpeg())
          .response();
    }

    // then
    Span await = span("await");
    assertThat(await.getEventsCount()).isEqualTo(32);
    assertThat(await.getDroppedEventsCount()).isPositive();
  }

  @Test
  void shouldSendMetricsToACollector() {
    // when
    try (Gateway gateway = traced("0")) {
      gateway.predictImage().config(ImageCall.jpeg()).media(Pictures.jpeg()).response();
      await().until(() -> gateway.server().activeCalls() == 0);
    }

    // then
    assertThat(collector.metrics())
        .extracting(metric -> metric.getName())
        .contains("dragoneye_gateway.tasks", "grpc.server.call.duration");
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void shouldServeWhileTheCollectorIsAway() {
    // given
    collector.close();

    // when / then
    try (Gateway gateway = traced("1")) {
      assertThat(
              gateway
                  .predictImage()
                  .config(ImageCall.jpeg())
                  .media(Pictures.jpeg())
                  .response()
                  .hasPrediction())
          .isTrue();
    }
  }

  private Gateway traced(String samplingRatio) {
    return Gateway.start(
        SimulatorOptions.defaults(),
        "TELEMETRY_OTLP_ENDPOINT",
        collector.endpoint(),
        "TELEMETRY_TRACES_SAMPLING_RATIO",
        samplingRatio);
  }

  private static Channel callingAs(Gateway gateway, String flags) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
        "00-" + TRACE + "-" + PARENT + "-" + flags);
    return ClientInterceptors.intercept(
        gateway.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private Span span(String name) {
    return collector.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
