package ai.dragoneye.gateway.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.LogLines;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.server.WideAdmission;
import ai.dragoneye.gateway.server.failure.Failure;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallWorkTest {
  private static final CallBody WAITING = () -> new CountDownLatch(1).await();

  private final Calls calls = new Calls(WideAdmission.create());
  private final CallContext context = new CallContext("service/Method", Tracks.unmeasured(), null);
  private final List<StatusRuntimeException> answers = new CopyOnWriteArrayList<>();

  @Test
  void shouldAnswerABugWithAnIncidentThatIsInTheLog() {
    try (LogLines lines = LogLines.of(Ending.class.getName(), Level.ERROR)) {
      // given
      IllegalStateException bug = new IllegalStateException("the secret of the bug");

      // when
      run(
          () -> {
            throw bug;
          });

      // then
      RpcFailure failure = new RpcFailure(answers.getFirst());
      String incident = failure.metadata().get("incident");
      assertThat(failure.code()).isEqualTo(Code.INTERNAL);
      assertThat(failure.reason()).isEqualTo("INTERNAL");
      assertThat(failure.metadata())
          .isEqualTo(Map.of("phase", "request", "incident", String.valueOf(incident)));
      assertThat(failure.message()).doesNotContain("secret");
      ILoggingEvent line = lines.events().getFirst();
      assertThat(line.getFormattedMessage()).contains(incident);
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the secret of the bug");
      assertThat(LogLines.pairs(line)).containsEntry("trace_id", context.traceId());
    }
  }

  @Test
  void shouldAnswerWithTheReasonItWasStoppedFor() {
    // given
    CallWork work = calls.create(context, WAITING, answers::add);
    work.start();

    // when
    work.stop(new Failure.CallerStalled(Duration.ofSeconds(30)));
    work.stop(new Failure.GatewayDraining(Duration.ofSeconds(1)));
    awaitIdle();

    // then
    assertThat(answers)
        .singleElement()
        .extracting(answer -> new RpcFailure(answer).reason())
        .isEqualTo("STREAM_STALLED");
  }

  @Test
  void shouldNotAnswerACallerThatIsGone() {
    // given
    CallWork work = calls.create(context, WAITING, answers::add);
    work.start();

    // when
    work.callerGone();
    awaitIdle();

    // then
    assertThat(answers).isEmpty();
  }

  @Test
  void shouldDoNothingWhenItIsStoppedBeforeItStarts() {
    // given
    CountDownLatch ran = new CountDownLatch(1);
    CallWork work = calls.create(context, ran::countDown, answers::add);

    // when
    work.callerGone();
    work.start();
    awaitIdle();

    // then
    assertThat(ran.getCount()).isEqualTo(1);
    assertThat(answers).isEmpty();
  }

  @Test
  void shouldRefuseCallsOnceToldTo() {
    // given
    CountDownLatch ran = new CountDownLatch(1);
    calls.refuse(new Failure.GatewayDraining(Duration.ofSeconds(1)));

    // when
    run(ran::countDown);

    // then
    assertThat(ran.getCount()).isEqualTo(1);
    RpcFailure failure = new RpcFailure(answers.getFirst());
    assertThat(failure.reason()).isEqualTo("GATEWAY_DRAINING");
    assertThat(failure.metadata()).isEqualTo(Map.of("phase", "admission"));
  }

  @Test
  void shouldStopAllCalls() throws InterruptedException {
    // given
    for (int i = 0; i < 10; i++) {
      calls.create(context, WAITING, answers::add).start();
    }
    assertThat(calls.awaitIdle(Duration.ofMillis(50))).isFalse();

    // when
    calls.stopAll(new Failure.GatewayDraining(Duration.ofSeconds(1)));

    // then
    assertThat(calls.awaitIdle(Duration.ofSeconds(10))).isTrue();
    assertThat(answers).hasSize(10);
  }

  private void run(CallBody body) {
    calls.create(context, body, answers::add).start();
    awaitIdle();
  }

  private void awaitIdle() {
    await().until(() -> calls.count() == 0);
  }
}
