package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which trace the gateway is told of, with OpenTelemetry and without. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TracePropagationTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Span SPAN =
      Span.wrap(
          SpanContext.create(
              TRACE,
              "b7ad6b7169203331",
              TraceFlags.getSampled(),
              TraceState.builder().put("vendor", "x").build()));

  private static Image image() {
    return Image.fromBytes(new byte[10], "image/png");
  }

  private static String header(FakeGateway gateway, String name) {
    Metadata last = gateway.headers().get(gateway.headers().size() - 1);
    return String.valueOf(last.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }

  @Test
  void shouldTellTraceOfCallerWhicheverThreadStartsCall() throws Exception {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye = gateway.connect()) {
      try (Scope current = SPAN.makeCurrent()) {
        assertThat(current).isNotNull();
        dragoneye.predictImage(image(), "m");
        assertThat(header(gateway, "traceparent")).isEqualTo(PARENT);

        dragoneye.predictImageAsync(image(), "m").get();
        assertThat(gateway.headers()).hasSize(2);
        assertThat(header(gateway, "traceparent")).isEqualTo(PARENT);
        assertThat(header(gateway, "tracestate")).isEqualTo("vendor=x");
      }
    }
  }

  @Test
  void shouldTellTraceOfWholeReadAgainWhereStreamBreaks() {
    ScriptedVideo video =
        new ScriptedVideo(SampleVideo.inWholeParts().cut(ScriptedStream.Cut.unavailable(5)));
    try (FakeGateway gateway = FakeGateway.serving(video);
        Dragoneye dragoneye = gateway.connect();
        Scope current = SPAN.makeCurrent()) {
      assertThat(current).isNotNull();

      dragoneye.getVideoResults("task-1");

      assertThat(gateway.headers()).hasSize(2);
      assertThat(header(gateway, "traceparent")).isEqualTo(PARENT);
    }
  }

  @Test
  void shouldTellNothingWithoutCurrentSpan() {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye = gateway.connect()) {
      dragoneye.predictImage(image(), "m");

      assertThat(header(gateway, "traceparent")).isEqualTo("null");
    }
  }

  @Test
  void shouldLeaveTraceThatSomethingElseTold() {
    Metadata headers = new Metadata();
    Metadata.Key<String> key = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
    headers.put(key, "of an agent");
    try (Scope current = SPAN.makeCurrent()) {
      assertThat(current).isNotNull();

      TraceContext.current().attach(headers);
    }

    assertThat(headers.getAll(key)).containsExactly("of an agent");
  }

  @Test
  void shouldDoWithoutOpenTelemetry() throws Exception {
    // given a program without it
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("opentelemetry"))
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    // when
    Process program =
        new ProcessBuilder(java, "-cp", classPath, UntracedProgram.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    // then
    assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("no OpenTelemetry, traceparent null" + System.lineSeparator());
  }
}
