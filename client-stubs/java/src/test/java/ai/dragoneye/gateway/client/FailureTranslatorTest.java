package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.v1.ErrorReason;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FailureTranslatorTest {
  private static final Observed NOTHING = new Observed(null, null);
  private static final String TABLE =
      """
      INVALID_REQUEST,               InvalidRequestException
      MEDIA_TYPE_MISMATCH,           InvalidRequestException
      TASK_TYPE_MISMATCH,            InvalidRequestException
      TASK_BEGIN_REJECTED,           PredictionTaskBeginException
      TASK_BEGIN_UNAVAILABLE,        PredictionTaskBeginException
      UPLOAD_FAILED,                 PredictionUploadException
      UPLOAD_REJECTED,               PredictionUploadException
      MEDIA_TOO_LARGE,               PredictionUploadException
      CHECKSUM_MISMATCH,             PredictionUploadException
      SIZE_MISMATCH,                 PredictionUploadException
      PREDICT_REJECTED,              PredictionTaskException
      PREDICT_UNAVAILABLE,           PredictionTaskException
      PREDICTION_FAILED,             PredictionTaskException
      PREDICTION_TIMEOUT,            PredictionTimeoutException
      RESULTS_UNAVAILABLE,           PredictionTaskResultsUnavailableException
      RESULTS_CORRUPT,               PredictionTaskResultsUnavailableException
      RESULTS_TOO_LARGE,             PredictionTaskResultsUnavailableException
      UPSTREAM_UNAVAILABLE,          ServiceUnavailableException
      TASK_NOT_FOUND,                TaskNotFoundException
      UPSTREAM_RATE_LIMITED,         RateLimitedException
      UPSTREAM_CREDENTIALS_REJECTED, CredentialsRejectedException
      CALLER_UNAUTHENTICATED,        CallerRejectedException
      CALLER_FORBIDDEN,              CallerRejectedException
      CALLER_QUOTA_EXCEEDED,         RateLimitedException
      GATEWAY_OVERLOADED,            GatewayUnavailableException
      GATEWAY_DRAINING,              GatewayUnavailableException
      STREAM_STALLED,                StreamStalledException
      RESUME_TOKEN_STALE,            ResumeTokenStaleException
      INTERNAL,                      GatewayInternalException
      """;

  private static Map<String, String> table() {
    return TABLE
        .lines()
        .map(line -> line.split(",\\s*"))
        .collect(Collectors.toMap(row -> row[0], row -> row[1]));
  }

  @Test
  void shouldKnowEveryReason() {
    Set<String> reasons =
        Stream.of(ErrorReason.values())
            .filter(
                reason ->
                    !EnumSet.of(ErrorReason.ERROR_REASON_UNSPECIFIED, ErrorReason.UNRECOGNIZED)
                        .contains(reason))
            .map(reason -> reason.name().substring("ERROR_REASON_".length()))
            .collect(Collectors.toSet());

    assertThat(table().keySet()).isEqualTo(reasons);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"ERROR_REASON_UNSPECIFIED", "UNRECOGNIZED"})
  void shouldChooseExceptionByReason(ErrorReason reason) {
    String name = reason.name().substring("ERROR_REASON_".length());
    StatusRuntimeException status =
        Failures.status(Code.UNKNOWN, "What happened", Failures.info(name, Map.of()));

    DragoneyeException exception = FailureTranslator.translate(status, NOTHING);

    assertThat(exception.getClass().getSimpleName()).isEqualTo(table().get(name));
    assertThat(exception).hasCause(status).hasMessage("What happened [" + name + "]");
    assertThat(exception.reason()).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, InvalidRequestException",
    "OUT_OF_RANGE, InvalidRequestException",
    "NOT_FOUND, TaskNotFoundException",
    "UNAUTHENTICATED, CallerRejectedException",
    "PERMISSION_DENIED, CallerRejectedException",
    "RESOURCE_EXHAUSTED, RateLimitedException",
    "UNAVAILABLE, GatewayUnavailableException",
    "DEADLINE_EXCEEDED, DeadlineExceededException",
    "CANCELLED, CallCancelledException",
    "INTERNAL, GatewayInternalException",
    "FAILED_PRECONDITION, DragoneyeException",
    "UNIMPLEMENTED, DragoneyeException",
    "DATA_LOSS, DragoneyeException"
  })
  void shouldChooseExceptionByCodeForReasonsItDoesNotKnow(Code code, String expected) {
    StatusRuntimeException newer =
        Failures.status(code, "New", Failures.info("OF_TOMORROW", Map.of()));
    StatusRuntimeException bare = code.toStatus().asRuntimeException();

    assertThat(FailureTranslator.translate(newer, NOTHING).getClass().getSimpleName())
        .isEqualTo(expected);
    assertThat(FailureTranslator.translate(newer, NOTHING).reason()).contains("OF_TOMORROW");
    assertThat(FailureTranslator.translate(bare, NOTHING).getClass().getSimpleName())
        .isEqualTo(expected);
    assertThat(FailureTranslator.translate(bare, NOTHING))
        .hasMessageMatching("The call failed(; .*)? \\[" + code + "]");
  }

  @Test
  void shouldCarryAllThatTheGatewaySays() {
    // given
    Map<String, String> metadata =
        Map.of("phase", "predict", "task_id", "t-1", "predict_sent", "unknown");
    StatusRuntimeException status =
        Failures.status(
            Code.UNAVAILABLE,
            "The service broke off",
            Failures.info("PREDICT_UNAVAILABLE", metadata),
            RetryInfo.newBuilder()
                .setRetryDelay(
                    com.google.protobuf.Duration.newBuilder().setSeconds(2).setNanos(500_000_000))
                .build());

    // when
    DragoneyeException exception =
        FailureTranslator.translate(status, new Observed(null, PredictSent.NO));

    // then
    assertThat(exception)
        .isExactlyInstanceOf(PredictionTaskException.class)
        .hasMessage(
            "The service broke off [PREDICT_UNAVAILABLE, phase predict, task t-1, predict sent: unknown]");
    assertThat(exception.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(exception.phase()).contains("predict");
    assertThat(exception.taskId()).contains("t-1");
    assertThat(exception.predictSent()).contains(PredictSent.UNKNOWN);
    assertThat(exception.retryDelay()).contains(Duration.ofMillis(2500));
    assertThat(exception.metadata()).isEqualTo(metadata);
    assertThat(exception.fieldViolations()).isEmpty();
  }

  @Test
  void shouldNameRefusedFields() {
    BadRequest request =
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField("config.model")
                    .setDescription("Name a model"))
            .build();

    DragoneyeException exception =
        FailureTranslator.translate(Failures.status(Code.INVALID_ARGUMENT, "No", request), NOTHING);

    assertThat(exception.fieldViolations())
        .containsExactly(new FieldViolation("config.model", "Name a model"));
  }

  @Test
  void shouldTakeRejectionBeforePredictAsNothingPredicted() {
    StatusRuntimeException status =
        Failures.status(
            Code.RESOURCE_EXHAUSTED,
            "Enough",
            Failures.info("CALLER_QUOTA_EXCEEDED", Map.of("phase", "admission")));

    assertThat(
            FailureTranslator.translate(status, new Observed(null, PredictSent.UNKNOWN))
                .predictSent())
        .contains(PredictSent.NO);
    assertThat(FailureTranslator.translate(status, NOTHING).predictSent()).isEmpty();
  }

  @Test
  void shouldTakeReasonsOfOtherDomainsForNone() {
    ErrorInfo foreign =
        ErrorInfo.newBuilder().setReason("INTERNAL").setDomain("proxy.example").build();

    DragoneyeException exception =
        FailureTranslator.translate(Failures.status(Code.UNAVAILABLE, "Proxy", foreign), NOTHING);

    assertThat(exception).isExactlyInstanceOf(GatewayUnavailableException.class);
    assertThat(exception.reason()).isEmpty();
    assertThat(exception.metadata()).isEmpty();
  }

  @Test
  void shouldSurviveMalformedDetails() {
    // given
    Metadata garbage = new Metadata();
    garbage.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        new byte[] {-1, -1, -1, -1});
    Any brokenInfo =
        Any.pack(ErrorInfo.getDefaultInstance()).toBuilder()
            .setValue(ByteString.copyFromUtf8("?"))
            .build();
    com.google.rpc.Status broken =
        com.google.rpc.Status.newBuilder()
            .setCode(Code.NOT_FOUND.value())
            .addDetails(brokenInfo)
            .build();

    // then
    assertThat(FailureTranslator.translate(Status.NOT_FOUND.asRuntimeException(garbage), NOTHING))
        .isExactlyInstanceOf(TaskNotFoundException.class);
    assertThat(FailureTranslator.translate(StatusProto.toStatusRuntimeException(broken), NOTHING))
        .isExactlyInstanceOf(TaskNotFoundException.class);
  }

  @Test
  void shouldAddCauseOfLocalFailures() {
    StatusRuntimeException status =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new IOException("Connection refused: localhost"))
            .asRuntimeException();

    assertThat(FailureTranslator.translate(status, new Observed("t-2", null)))
        .hasMessage(
            "The connection to the gateway failed: Connection refused: localhost; check that a gateway listens at this address, with or without TLS as it says [UNAVAILABLE, task t-2]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNAVAILABLE       | NO      | It broke; call again [UNAVAILABLE, predict sent: no]",
        "UNAVAILABLE       | UNKNOWN | It broke; to call again may predict, and cost, twice [UNAVAILABLE, predict sent: unknown]",
        "UNAVAILABLE       | YES     | It broke; do not predict again: read the task that was announced [UNAVAILABLE, predict sent: yes]",
        "DEADLINE_EXCEEDED | NO      | It broke; allow more time [DEADLINE_EXCEEDED, predict sent: no]",
        "DEADLINE_EXCEEDED | YES     | It broke; the task goes on: read it by its id [DEADLINE_EXCEEDED, predict sent: yes]",
        "UNIMPLEMENTED     | NO      | It broke; check the address: this is no gateway, or an older one [UNIMPLEMENTED, predict sent: no]",
      })
  void shouldSayWhatToDoWhereNoGatewayDid(
      io.grpc.Status.Code code, PredictSent sent, String message) {
    Status status = code.toStatus().withDescription("It broke");

    assertThat(FailureTranslator.translate(status.asRuntimeException(), new Observed(null, sent)))
        .hasMessage(message);
  }
}
