package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    URL[] withoutOpenTelemetry =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("opentelemetry"))
            .map(TracePropagationTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(withoutOpenTelemetry, ClassLoader.getPlatformClassLoader())) {
      Object result = loader.loadClass(Probe.class.getName()).getMethod("call").invoke(null);

      assertThat(result).isEqualTo(List.of("null", "no OpenTelemetry"));
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What runs where there is no OpenTelemetry. */
  public static final class Probe {
    private Probe() {}

    /** Predicts an image; gives the trace it told, and whether there is an OpenTelemetry. */
    public static List<String> call() {
      try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
          Dragoneye dragoneye = gateway.connect()) {
        dragoneye.predictImage(Image.fromBytes(new byte[10], "image/png"), "m");
        return List.of(
            String.valueOf(
                gateway
                    .headers()
                    .get(0)
                    .get(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER))),
            presence());
      }
    }

    private static String presence() {
      try {
        return Class.forName("io.opentelemetry.context.Context").getName();
      } catch (ClassNotFoundException absent) {
        return "no OpenTelemetry";
      }
    }
  }
}
