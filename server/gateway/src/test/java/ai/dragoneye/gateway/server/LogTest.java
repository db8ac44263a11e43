package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.GetTaskResponse;
import ai.dragoneye.gateway.v1.PredictionError;
import ai.dragoneye.gateway.v1.TaskServiceGrpc;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final String ACCESS = "ai.dragoneye.gateway.access";

  @Test
  void shouldWriteALineForEachCall() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of(ACCESS, Level.INFO)) {
      // when
      String taskId =
          gateway
              .predictImage()
              .config(ImageCall.jpeg())
              .media(Pictures.jpeg())
              .response()
              .getPrediction()
              .getTaskId();

      // then
      await().until(() -> lines.events().size() == 1);
      Map<String, String> line = LogLines.pairs(lines.events().getFirst());
      assertThat(line)
          .containsEntry("method", "dragoneye_gateway.v1.PredictionService/PredictImage")
          .containsEntry("code", "OK")
          .containsEntry("phase", "results")
          .containsEntry("task_id", taskId)
          .containsKeys("duration_ms", "received_bytes", "sent_bytes", "trace_id", "caller")
          .containsKeys(
              "request_ms", "begin_ms", "upload_ms", "predict_ms", "await_ms", "results_ms")
          .doesNotContainKey("reason");
      assertThat(line.get("trace_id")).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void shouldTellACallersDeadlineFromACallerThatWent() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of(ACCESS, Level.INFO)) {
      // when one gives no media for longer than it would wait for an answer
      ImageCall.open(
              gateway.channel(), CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(700)))
          .config(ImageCall.jpeg());
      await().until(() -> lines.events().size() == 1);

      // and another one goes
      ImageCall gone = gateway.predictImage().config(ImageCall.jpeg());
      await().until(() -> gateway.server().activeCalls() == 1);
      gone.cancel();
      await().until(() -> lines.events().size() == 2);

      // then
      assertThat(lines.events())
          .extracting(event -> LogLines.pairs(event).get("code"))
          .containsExactly("DEADLINE_EXCEEDED", "CANCELLED");
    }
  }

  @Test
  void shouldNotLetAMethodNameForgeALine() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of(ACCESS, Level.DEBUG)) {
      // given a method that only a hostile client would ask for
      MethodDescriptor<GetTaskRequest, GetTaskResponse> forged =
          TaskServiceGrpc.getGetTaskMethod().toBuilder()
              .setFullMethodName("dragoneye_gateway.v1.X/Y\r\n2026 ERROR forged \u001b[31m")
              .build();

      // when
      assertThatThrownBy(
              () ->
                  ClientCalls.blockingUnaryCall(
                      gateway.channel(),
                      forged,
                      CallOptions.DEFAULT.withDeadlineAfter(Duration.ofSeconds(15)),
                      GetTaskRequest.getDefaultInstance()))
          .hasMessageContaining("UNIMPLEMENTED");

      // then
      await().until(() -> lines.events().size() == 1);
      assertThat(LogLines.pairs(lines.events().getFirst())).containsEntry("method", "unknown");
    }
  }

  @Test
  void shouldWriteALineForAnImageOfABatchThatFailed() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of("ai.dragoneye.gateway.server.rpc", Level.DEBUG)) {
      // when
      PredictionError error =
          BatchCall.open(gateway.channel())
              .image("unreadable", new byte[1000])
              .halfClose()
              .answers()
              .to("unreadable")
              .getError();

      // then
      Map<String, String> line = LogLines.pairs(lines.events().getFirst());
      assertThat(line)
          .containsEntry("reason", "PREDICTION_FAILED")
          .containsEntry("phase", "await")
          .containsEntry("task_id", error.getMetadataOrDefault("task_id", ""));
      assertThat(line.get("trace_id")).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void shouldTakeTheTraceIdFromTheCaller() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of(ACCESS, Level.INFO)) {
      // given
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
      TaskServiceGrpc.TaskServiceBlockingStub tasks =
          gateway.tasks().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

      // when
      assertThatThrownBy(
              () -> tasks.getTask(GetTaskRequest.newBuilder().setTaskId("nobody").build()))
          .isInstanceOf(StatusRuntimeException.class);

      // then
      await().until(() -> lines.events().size() == 1);
      assertThat(LogLines.pairs(lines.events().getFirst()))
          .containsEntry("trace_id", "0af7651916cd43dd8448eb211c80319c")
          .containsEntry("task_id", "nobody")
          .containsEntry("code", "NOT_FOUND")
          .containsEntry("reason", "TASK_NOT_FOUND");
    }
  }

  @Test
  void shouldKeepSecretsOutOfTheLog() {
    try (Gateway gateway = Gateway.start();
        LogLines lines = LogLines.of("", Level.INFO)) {
      // given
      gateway.simulator().faults().add(Fault.at(Step.BEGIN).resetBeforeRead());
      gateway.simulator().faults().add(Fault.at(Step.UPLOAD).resetBeforeRead());

      // when
      gateway
          .predictImage()
          .config(ImageCall.jpeg().setSizeBytes(100))
          .chunk(new byte[100])
          .halfClose()
          .failure();

      // then
      await().until(() -> gateway.server().activeCalls() == 0);
      String taskId = gateway.simulator().requests().tasks().getLast().taskId();
      assertThat(lines.events()).isNotEmpty();
      assertThat(lines.events())
          .allSatisfy(
              event -> assertThat(text(event)).doesNotContain("test-key", "task=" + taskId));
    }
  }

  private static String text(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    text.append(event.getKeyValuePairs());
    for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage());
    }
    return text.toString();
  }
}
