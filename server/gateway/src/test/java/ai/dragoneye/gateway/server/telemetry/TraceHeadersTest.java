package ai.dragoneye.gateway.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing is exported: ids still tie the logs of caller, gateway and service together. */
class TraceHeadersTest {
  private static final String ID = "0af7651916cd43dd8448eb211c80319c";
  private final CallTelemetry telemetry = new CallTelemetry(OpenTelemetry.noop(), Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes-later"
      })
  void shouldReadTheCallersId(String traceparent) {
    assertThat(begin(traceparent).traceId()).isEqualTo(ID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0af7651916cd43dd8448eb211c80319c",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nevil"
      })
  void shouldMakeAnIdWhereThereIsNoneToBeRead(@Nullable String traceparent) {
    assertThat(begin(traceparent).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
  }

  @Test
  void shouldMakeAnotherIdEachTime() {
    assertThat(begin(null).traceId()).isNotEqualTo(begin(null).traceId());
  }

  @Test
  void shouldPassTheTraceOn() {
    // when
    PhaseTrack called = begin("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").phases();
    CallTrack own = begin(null);

    // then
    assertThat(TraceHeaders.of(called.context()))
        .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(TraceHeaders.of(own.phases().context()).get("traceparent"))
        .matches("00-" + own.traceId() + "-[0-9a-f]{16}-00");
  }

  private CallTrack begin(@Nullable String traceparent) {
    Metadata headers = new Metadata();
    if (traceparent != null) {
      headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER), traceparent);
    }
    return telemetry.begin("service/Method", headers);
  }
}
