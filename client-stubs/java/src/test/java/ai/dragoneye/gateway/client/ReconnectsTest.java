package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ReconnectsTest {
  private final StatusRuntimeException lost = Status.UNAVAILABLE.asRuntimeException();
  private final AtomicLong clock = new AtomicLong();
  private final Reconnects reconnects = new Reconnects(clock::get, () -> 1, null);

  private List<Long> waits(Reconnects from) {
    List<Long> waits = new ArrayList<>();
    Optional<Duration> wait = from.next(lost);
    while (wait.isPresent()) {
      waits.add(wait.get().toMillis());
      wait = from.next(lost);
    }
    return waits;
  }

  @Test
  void shouldWaitLongerEachTimeAndGiveUp() {
    assertThat(waits(reconnects))
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
  }

  @Test
  void shouldCountAnewAfterProgress() {
    waits(reconnects);

    reconnects.progress();

    assertThat(waits(reconnects)).hasSize(8).startsWith(100L);
  }

  @Test
  void shouldCountAnewAfterCallThatLasted() {
    waits(reconnects);
    reconnects.opened();

    clock.set(Duration.ofSeconds(10).toNanos());

    assertThat(reconnects.next(lost)).contains(Duration.ofMillis(100));
  }

  @Test
  void shouldNotTakeSlowConnectingForCallThatLasted() {
    waits(reconnects);
    reconnects.opened();

    clock.set(Duration.ofSeconds(30).toNanos());

    Status timedOut = Status.UNAVAILABLE.withCause(new ConnectException("timed out"));
    assertThat(reconnects.next(timedOut.asRuntimeException())).isEmpty();
  }

  @Test
  void shouldWaitAsPatientlyAsTold() {
    assertThat(waits(new Reconnects(clock::get, () -> 0.5, null)))
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2500L, 2500L);
  }

  @Test
  void shouldNotCallAgainWhereCertificateDoesNotSuit() {
    Throwable refused =
        new IOException(
            new SSLHandshakeException("no").initCause(new CertificateException("expired")));

    assertThat(reconnects.next(Status.UNAVAILABLE.withCause(refused).asRuntimeException()))
        .isEmpty();
  }

  @Test
  void shouldSayWhatKeptCallFromComingThroughUntilDeadline() {
    Status late = Status.DEADLINE_EXCEEDED.withDescription("Late");
    IOException refused = new IOException("Connection refused");

    assertThat(reconnects.explained(late.asRuntimeException())).hasMessageContaining("Late");
    reconnects.next(Status.UNAVAILABLE.withCause(refused).asRuntimeException());
    assertThat(reconnects.explained(late.asRuntimeException()))
        .hasMessageContaining("no gateway could be reached")
        .hasCause(refused);
    assertThat(reconnects.explained(lost)).isSameAs(lost);
    reconnects.progress();
    assertThat(reconnects.explained(late.asRuntimeException())).hasMessageContaining("Late");
  }

  @Test
  void shouldObeyGatewayThatSaysWhen() {
    assertThat(reconnects.next(unavailableFor(3))).contains(Duration.ofMillis(3100));
    assertThat(reconnects.next(unavailableFor(61))).isEmpty();
  }

  private static StatusRuntimeException unavailableFor(long seconds) {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(seconds))
            .build();
    return Failures.status(
        Code.UNAVAILABLE, "Full", Failures.info("GATEWAY_OVERLOADED", Map.of()), retry);
  }

  @Test
  void shouldNotWaitBeyondDeadline() {
    Deadline deadline = Deadline.after(-1, TimeUnit.SECONDS);

    assertThat(new Reconnects(clock::get, () -> 1, deadline).next(lost)).contains(Duration.ZERO);
  }

  @Test
  void shouldReopenOnlyAfterFailuresThatPass() {
    assertThat(reconnects.next(Status.INTERNAL.asRuntimeException())).isPresent();
    assertThat(reconnects.next(Status.CANCELLED.asRuntimeException())).isPresent();
    assertThat(reconnects.next(failure(Code.ABORTED, "STREAM_STALLED"))).isPresent();
    assertThat(reconnects.next(failure(Code.INTERNAL, "INTERNAL"))).isEmpty();
    assertThat(reconnects.next(failure(Code.NOT_FOUND, "TASK_NOT_FOUND"))).isEmpty();
    assertThat(reconnects.next(Status.ABORTED.asRuntimeException())).isEmpty();
    assertThat(reconnects.next(Status.DEADLINE_EXCEEDED.asRuntimeException())).isEmpty();
  }

  private static StatusRuntimeException failure(Code code, String reason) {
    Message info = Failures.info(reason, Map.of());
    return Failures.status(code, "It failed", info);
  }
}
