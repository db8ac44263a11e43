package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImageResponse;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How calls end other than by their result. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EndOfCallTest {
  private static StatusRuntimeException tooLarge() {
    return Failures.status(
        Code.INVALID_ARGUMENT,
        "The media is too large",
        Failures.info("MEDIA_TOO_LARGE", Map.of("phase", "upload", "predict_sent", "no")));
  }

  private static Image small() {
    return Image.fromBytes(new byte[10], "image/png");
  }

  private static Image endless() {
    return Image.fromStream(LongStream.endless(), "image/png");
  }

  @Test
  void shouldShowStatusOfGatewayThatRejectsMidUpload() {
    ScriptedPredictions rejecting =
        new ScriptedPredictions(call -> call.onError(tooLarge()), responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(rejecting);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictImage(endless(), "m"))
          .isInstanceOf(PredictionUploadException.class)
          .hasMessage("The media is too large [MEDIA_TOO_LARGE, phase upload, predict sent: no]");
    }
  }

  @Test
  void shouldStopReadingWhenGatewayRejectsAsynchronousUpload() throws Exception {
    BlockedStream blocked = new BlockedStream();
    ScriptedPredictions rejecting = new ScriptedPredictions();
    try (FakeGateway gateway = FakeGateway.serving(rejecting);
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(Image.fromStream(blocked, "image/png"), "m");
      blocked.entered.await();

      rejecting.call.get().onError(tooLarge());

      assertThatThrownBy(future::get).hasCauseInstanceOf(PredictionUploadException.class);
      await().untilTrue(blocked.interrupted);
    }
  }

  @Test
  void shouldLeaveThreadOfDirectExecutorUninterrupted() {
    BlockedStream blocked = new BlockedStream();
    ScriptedPredictions rejecting =
        new ScriptedPredictions(call -> rejectOnceBlocked(call, blocked), responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(rejecting);
        Dragoneye dragoneye =
            Dragoneye.builder()
                .address("localhost:" + gateway.port())
                .executor(Runnable::run)
                .build()) {
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(Image.fromStream(blocked, "image/png"), "m");

      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(blocked.interrupted).isTrue();
      assertThatThrownBy(future::get).hasCauseInstanceOf(PredictionUploadException.class);
    }
  }

  private static void rejectOnceBlocked(
      StreamObserver<PredictImageResponse> call, BlockedStream blocked) {
    try {
      blocked.entered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    call.onError(tooLarge());
  }

  @Test
  void shouldCancelCallWhenFutureIsCancelled() throws Exception {
    ScriptedPredictions predictions = new ScriptedPredictions();
    BlockedStream blocked = new BlockedStream();
    InputStream someThenBlocked =
        new SequenceInputStream(new ByteArrayInputStream(new byte[512 * 1024]), blocked);
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      // given
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(Image.fromStream(someThenBlocked, "image/png"), "m");
      predictions.call.get();
      blocked.entered.await();

      // when
      assertThat(future.cancel(false)).isTrue();

      // then
      predictions.cancelled.await();
      await().untilTrue(blocked.interrupted);
    }
  }

  @Test
  void shouldCancelCallAndStayInterruptedWhenWaitingThreadIsInterrupted() throws Exception {
    ScriptedPredictions silent = new ScriptedPredictions(call -> {}, responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect()) {
      // given
      Caller caller = Caller.start(() -> dragoneye.predictImage(small(), "m"));
      silent.call.get();

      // when
      caller.interrupt();

      // then
      assertThat(caller.failure())
          .isInstanceOf(CallCancelledException.class)
          .hasMessageStartingWith(
              "The call was cancelled by an interrupt of its thread [CANCELLED, predict sent: ");
      silent.cancelled.await();
    }
  }

  @Test
  void shouldCancelCallWhenSendingThreadIsInterrupted() throws Exception {
    ScriptedPredictions slow =
        new ScriptedPredictions(ServerCallStreamObserver::disableAutoRequest, responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(slow);
        Dragoneye dragoneye = gateway.connect()) {
      Caller caller = Caller.start(() -> dragoneye.predictImage(endless(), "m"));
      slow.call.get();

      caller.interrupt();

      assertThat(caller.failure()).isInstanceOf(CallCancelledException.class);
      assertThat(caller.failure().predictSent()).contains(PredictSent.NO);
      slow.cancelled.await();
    }
  }

  @Test
  void shouldEndWithGrpcContextOfCaller() throws Exception {
    ScriptedPredictions silent = new ScriptedPredictions(call -> {}, responses -> {});
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect();
        Context.CancellableContext context = Context.current().withCancellation()) {
      CompletableFuture<ImagePrediction> future =
          context.call(() -> dragoneye.predictImageAsync(small(), "m"));
      silent.call.get();

      context.cancel(null);

      assertThatThrownBy(future::get).hasCauseInstanceOf(CallCancelledException.class);
      silent.cancelled.await();
    }
  }

  @Test
  void shouldEndAtDeadlineOfCall() {
    ScriptedPredictions silent = new ScriptedPredictions(call -> {}, responses -> {});
    PredictOptions options = PredictOptions.builder().deadline(Duration.ofMillis(300)).build();
    try (FakeGateway gateway = FakeGateway.serving(silent);
        Dragoneye dragoneye = gateway.connect()) {
      DeadlineExceededException failure =
          catchThrowableOfType(
              DeadlineExceededException.class, () -> dragoneye.predictImage(small(), "m", options));

      assertThat(failure.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(failure.reason()).isEmpty();
      assertThat(failure.predictSent()).contains(PredictSent.UNKNOWN);
      assertThat(failure).hasMessageEndingWith(" [DEADLINE_EXCEEDED, predict sent: unknown]");
    }
  }

  @Test
  void shouldTellTaskIdBeforeResponseAndInLaterFailure() throws Exception {
    // given
    CompletableFuture<String> announced = new CompletableFuture<>();
    PredictOptions options = PredictOptions.builder().onTask(announced::complete).build();
    try (FakeGateway gateway = FakeGateway.serving(announcing());
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(small(), "m", options);
      assertThat(announced.get()).isEqualTo("task-9");

      // when
      gateway.stop();

      // then
      ExecutionException failed = catchThrowableOfType(ExecutionException.class, future::get);
      DragoneyeException failure = Objects.requireNonNull((DragoneyeException) failed.getCause());
      assertThat(failure.taskId()).contains("task-9");
      assertThat(failure.predictSent()).contains(PredictSent.YES);
    }
  }

  @Test
  void shouldEndCallWithWhatTaskListenerThrows() {
    PredictOptions options = PredictOptions.builder().onTask(EndOfCallTest::throwDiskFull).build();
    try (FakeGateway gateway = FakeGateway.serving(announcing());
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictImage(small(), "m", options))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("disk full");
    }
  }

  private static void throwDiskFull(String taskId) {
    throw new IllegalStateException("disk full");
  }

  @Test
  void shouldCancelCallWhenMediaCannotBeRead() throws Exception {
    ScriptedPredictions predictions = new ScriptedPredictions();
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(new byte[512 * 1024]), new BrokenStream());
    try (FakeGateway gateway = FakeGateway.serving(predictions);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictImage(Image.fromStream(broken, "image/png"), "m"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("The media could not be read: unplugged");
      predictions.cancelled.await();
    }
  }

  @Test
  void shouldCompleteFutureWhenMediaCannotBeRead() {
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions());
        Dragoneye dragoneye = gateway.connect()) {
      CompletableFuture<ImagePrediction> future =
          dragoneye.predictImageAsync(Image.fromStream(new BrokenStream(), "image/png"), "m");

      assertThatThrownBy(future::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void shouldFailWhenGatewayEndsWithoutResponse() {
    BidiGateway empty =
        new BidiGateway(
            responses -> {
              responses.onCompleted();
              return new BidiGateway.Ignoring();
            });
    try (FakeGateway gateway = FakeGateway.serving(empty);
        Dragoneye dragoneye = gateway.connect()) {
      assertThatThrownBy(() -> dragoneye.predictImage(small(), "m"))
          .isInstanceOf(DragoneyeException.class)
          .hasMessageStartingWith(
              "The gateway ended the call without a response; if it stays so, tell ");
    }
  }

  @Test
  void shouldSayThatNoGatewayIsThere() {
    int freed;
    try (FakeGateway gateway = FakeGateway.serving(new ScriptedPredictions())) {
      freed = gateway.port();
    }
    try (Dragoneye dragoneye = Dragoneye.connect("localhost:" + freed)) {
      GatewayUnavailableException failure =
          catchThrowableOfType(
              GatewayUnavailableException.class, () -> dragoneye.predictImage(small(), "m"));

      assertThat(failure.getMessage())
          .startsWith("The connection to the gateway failed: ")
          .contains("Connection refused")
          .endsWith("[UNAVAILABLE, predict sent: no]");
      assertThat(failure.predictSent()).contains(PredictSent.NO);
    }
  }

  /** Announces a task as soon as a call starts, as the gateway does, and never answers. */
  private static BidiGateway announcing() {
    return new BidiGateway(responses -> new BidiGateway.Ignoring());
  }
}
