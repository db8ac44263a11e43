package ai.dragoneye.gateway.server.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.v1.ErrorReason;
import ai.dragoneye.gateway.v1.PredictionError;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

class FailureMapperTest {
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
  private static final FailureContext NOT_PREDICTED =
      new FailureContext(CallPhase.UPLOAD, null, PredictSent.NO);
  private static final FailureContext PREDICTED =
      new FailureContext(CallPhase.AWAIT, "5b0a", PredictSent.YES);
  private static final FailureContext READING = new FailureContext(CallPhase.RESULTS, "5b0a", null);
  private static final FailureContext ADMISSION =
      new FailureContext(CallPhase.ADMISSION, null, null);

  record Row(
      Failure failure,
      FailureContext context,
      Code code,
      String reason,
      String message,
      Level level,
      Map<String, String> metadata) {}

  static Stream<Row> table() {
    return Stream.of(
        row(new Failure.InvalidRequest("config.model", "is missing; name the model to run"))
            .in(new FailureContext(CallPhase.REQUEST, null, PredictSent.NO))
            .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST", Level.DEBUG)
            .says("invalid request: config.model is missing; name the model to run")
            .with("phase", "request", "predict_sent", "no"),
        row(new Failure.MediaTypeMismatch("video/mp4", "image/*"))
            .in(new FailureContext(CallPhase.REQUEST, null, PredictSent.NO))
            .is(Code.INVALID_ARGUMENT, "MEDIA_TYPE_MISMATCH", Level.DEBUG)
            .says(
                "this method takes media of type image/*, not video/mp4; correct config.mime_type or call the method"
                    + " for that media")
            .with(
                "phase",
                "request",
                "predict_sent",
                "no",
                "mime_type",
                "video/mp4",
                "expected",
                "image/*"),
        row(new Failure.TaskTypeMismatch("video", "image"))
            .in(READING)
            .is(Code.FAILED_PRECONDITION, "TASK_TYPE_MISMATCH", Level.DEBUG)
            .says(
                "the task is a prediction of type video, not image; read it with the methods for that type")
            .with("phase", "results", "task_id", "5b0a", "prediction_type", "video"),
        upstream(new UpstreamFailure.BeginRejected("begin refused", 400))
            .in(new FailureContext(CallPhase.BEGIN, null, PredictSent.NO))
            .is(Code.INVALID_ARGUMENT, "TASK_BEGIN_REJECTED", Level.DEBUG)
            .says("begin refused")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "400"),
        upstream(new UpstreamFailure.BeginUnavailable("begin failed", 503, null))
            .in(new FailureContext(CallPhase.BEGIN, null, PredictSent.NO))
            .is(Code.UNAVAILABLE, "TASK_BEGIN_UNAVAILABLE", Level.WARN)
            .says("begin failed")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "503"),
        upstream(new UpstreamFailure.UploadFailed("store failed", null))
            .in(NOT_PREDICTED)
            .is(Code.UNAVAILABLE, "UPLOAD_FAILED", Level.WARN)
            .says("store failed")
            .with("phase", "upload", "predict_sent", "no"),
        upstream(new UpstreamFailure.UploadRejected("store refused", 403, "AccessDenied"))
            .in(NOT_PREDICTED)
            .is(Code.FAILED_PRECONDITION, "UPLOAD_REJECTED", Level.WARN)
            .says("store refused")
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "upstream_status",
                "403",
                "store_code",
                "AccessDenied"),
        upstream(new UpstreamFailure.MediaTooLarge("too large", 400, "EntityTooLarge"))
            .in(NOT_PREDICTED)
            .is(Code.INVALID_ARGUMENT, "MEDIA_TOO_LARGE", Level.DEBUG)
            .says("too large")
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "upstream_status",
                "400",
                "store_code",
                "EntityTooLarge"),
        upstream(new UpstreamFailure.ChecksumMismatch("other checksum", 0xc1d04330, 0x09f0a1b2))
            .in(NOT_PREDICTED)
            .is(Code.INVALID_ARGUMENT, "CHECKSUM_MISMATCH", Level.DEBUG)
            .says("other checksum")
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "declared",
                "c1d04330",
                "received",
                "09f0a1b2"),
        upstream(new UpstreamFailure.SizeMismatch("other size", 1000, 999))
            .in(NOT_PREDICTED)
            .is(Code.INVALID_ARGUMENT, "SIZE_MISMATCH", Level.DEBUG)
            .says("other size")
            .with("phase", "upload", "predict_sent", "no", "declared", "1000", "received", "999"),
        upstream(new UpstreamFailure.PredictRejected("no such model", 404))
            .in(new FailureContext(CallPhase.PREDICT, null, PredictSent.NO))
            .is(Code.FAILED_PRECONDITION, "PREDICT_REJECTED", Level.DEBUG)
            .says("no such model")
            .with("phase", "predict", "predict_sent", "no", "upstream_status", "404"),
        upstream(new UpstreamFailure.PredictUnavailable("predict broke off", 503, true))
            .in(new FailureContext(CallPhase.PREDICT, "5b0a", PredictSent.UNKNOWN))
            .is(Code.UNAVAILABLE, "PREDICT_UNAVAILABLE", Level.WARN)
            .says("predict broke off")
            .with(
                "phase",
                "predict",
                "task_id",
                "5b0a",
                "predict_sent",
                "unknown",
                "upstream_status",
                "503"),
        row(new Failure.PredictionFailed("failed_unreadable_media"))
            .in(PREDICTED)
            .is(Code.FAILED_PRECONDITION, "PREDICTION_FAILED", Level.DEBUG)
            .says("the prediction failed with status failed_unreadable_media")
            .with(
                "phase",
                "await",
                "task_id",
                "5b0a",
                "predict_sent",
                "yes",
                "status",
                "failed_unreadable_media"),
        row(new Failure.PredictionTimeout(Duration.ofMillis(1500), "processing"))
            .in(PREDICTED)
            .is(Code.DEADLINE_EXCEEDED, "PREDICTION_TIMEOUT", Level.INFO)
            .says(
                "the prediction did not complete within 1.5 s; it goes on upstream, watch it by its task_id")
            .with(
                "phase", "await", "task_id", "5b0a", "predict_sent", "yes", "status", "processing"),
        upstream(new UpstreamFailure.ResultsUnavailable("not there", 400, null))
            .in(READING)
            .is(Code.FAILED_PRECONDITION, "RESULTS_UNAVAILABLE", Level.DEBUG)
            .says("not there")
            .with("phase", "results", "task_id", "5b0a", "upstream_status", "400"),
        row(new Failure.ResultsNotReady("processing", Duration.ofSeconds(1)))
            .in(READING)
            .is(Code.FAILED_PRECONDITION, "RESULTS_UNAVAILABLE", Level.DEBUG)
            .says(
                "the results are not there yet, the task has status processing; ask again after 1 s")
            .with("phase", "results", "task_id", "5b0a", "status", "processing"),
        upstream(new UpstreamFailure.ResultsCorrupt("predictions.parquet: broken"))
            .in(READING)
            .is(Code.DATA_LOSS, "RESULTS_CORRUPT", Level.ERROR)
            .says("predictions.parquet: broken")
            .with("phase", "results", "task_id", "5b0a"),
        upstream(new UpstreamFailure.ResultsTooLarge("over the bound"))
            .in(READING)
            .is(Code.RESOURCE_EXHAUSTED, "RESULTS_TOO_LARGE", Level.INFO)
            .says("over the bound")
            .with("phase", "results", "task_id", "5b0a"),
        row(new Failure.ResponseTooLarge(3_670_016, "ResultService.StreamImageResults"))
            .in(READING)
            .is(Code.RESOURCE_EXHAUSTED, "RESULTS_TOO_LARGE", Level.INFO)
            .says(
                "the response exceeds 3670016 bytes, the limit for one message; read it with"
                    + " ResultService.StreamImageResults")
            .with("phase", "results", "task_id", "5b0a"),
        upstream(new UpstreamFailure.Unavailable("status failed", 502, Duration.ofSeconds(7)))
            .in(PREDICTED)
            .is(Code.UNAVAILABLE, "UPSTREAM_UNAVAILABLE", Level.WARN)
            .says("status failed")
            .with(
                "phase",
                "await",
                "task_id",
                "5b0a",
                "predict_sent",
                "yes",
                "upstream_status",
                "502"),
        upstream(new UpstreamFailure.TaskNotFound("no such task", 404))
            .in(READING)
            .is(Code.NOT_FOUND, "TASK_NOT_FOUND", Level.DEBUG)
            .says("no such task")
            .with("phase", "results", "task_id", "5b0a", "upstream_status", "404"),
        upstream(new UpstreamFailure.RateLimited("slow down", 429, null))
            .in(new FailureContext(CallPhase.BEGIN, null, PredictSent.NO))
            .is(Code.RESOURCE_EXHAUSTED, "UPSTREAM_RATE_LIMITED", Level.WARN)
            .says("slow down")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "429"),
        upstream(new UpstreamFailure.CredentialsRejected("key refused", 401))
            .in(new FailureContext(CallPhase.BEGIN, null, PredictSent.NO))
            .is(Code.FAILED_PRECONDITION, "UPSTREAM_CREDENTIALS_REJECTED", Level.WARN)
            .says("key refused")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "401"),
        row(new Failure.CallerUnauthenticated("who are you"))
            .in(ADMISSION)
            .is(Code.UNAUTHENTICATED, "CALLER_UNAUTHENTICATED", Level.DEBUG)
            .says("who are you")
            .with("phase", "admission"),
        row(new Failure.CallerForbidden("somebody", "not yours"))
            .in(ADMISSION)
            .is(Code.PERMISSION_DENIED, "CALLER_FORBIDDEN", Level.DEBUG)
            .says("not yours")
            .with("phase", "admission"),
        row(new Failure.CallerQuotaExceeded("used up", Duration.ofSeconds(3)))
            .in(ADMISSION)
            .is(Code.RESOURCE_EXHAUSTED, "CALLER_QUOTA_EXCEEDED", Level.DEBUG)
            .says("used up")
            .with("phase", "admission"),
        row(new Failure.GatewayOverloaded("full", Duration.ofSeconds(3)))
            .in(ADMISSION)
            .is(Code.UNAVAILABLE, "GATEWAY_OVERLOADED", Level.DEBUG)
            .says("full")
            .with("phase", "admission"),
        upstream(new UpstreamFailure.NoRoom("no room", null))
            .in(new FailureContext(CallPhase.SPOOL, null, PredictSent.NO))
            .is(Code.UNAVAILABLE, "GATEWAY_OVERLOADED", Level.WARN)
            .says("no room")
            .with("phase", "spool", "predict_sent", "no"),
        upstream(new UpstreamFailure.NoRoom("no memory", null))
            .in(new FailureContext(CallPhase.RESULTS, null, null))
            .is(Code.UNAVAILABLE, "GATEWAY_OVERLOADED", Level.WARN)
            .says("no memory")
            .with("phase", "results"),
        row(new Failure.GatewayDraining(Duration.ofSeconds(1)))
            .in(PREDICTED)
            .is(Code.UNAVAILABLE, "GATEWAY_DRAINING", Level.INFO)
            .says(
                "this gateway is shutting down; repeat the call at another replica, or attach there to the task that"
                    + " task_id names")
            .with("phase", "await", "task_id", "5b0a", "predict_sent", "yes"),
        row(new Failure.CallerStalled(Duration.ofSeconds(30)))
            .in(NOT_PREDICTED)
            .is(Code.ABORTED, "STREAM_STALLED", Level.INFO)
            .says(
                "no media arrived for 30 s; send chunks without such pauses and half-close after the last one")
            .with("phase", "upload", "predict_sent", "no"),
        row(new Failure.ReaderStalled(Duration.ofMillis(200)))
            .in(READING)
            .is(Code.ABORTED, "STREAM_STALLED", Level.INFO)
            .says("nothing was read from the response stream for 200 ms; read while you write")
            .with("phase", "results", "task_id", "5b0a"),
        row(new Failure.ResumeTokenStale())
            .in(READING)
            .is(Code.FAILED_PRECONDITION, "RESUME_TOKEN_STALE", Level.DEBUG)
            .says("resume_token does not fit this task and filter; start again without it")
            .with("phase", "results", "task_id", "5b0a"),
        row(new Failure.Internal("0f6d1c2b"))
            .in(READING)
            .is(Code.INTERNAL, "INTERNAL", Level.ERROR)
            .says("internal error of the gateway; its log tells more under incident 0f6d1c2b")
            .with("phase", "results", "task_id", "5b0a", "incident", "0f6d1c2b"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void shouldMapAsTheErrorTableSays(Row row) {
    // when
    MappedFailure mapped = FailureMapper.map(row.failure, row.context);

    // then
    ErrorInfo info = detail(mapped, ErrorInfo.class);
    assertThat(mapped.exception().getStatus().getCode()).isEqualTo(row.code);
    assertThat(mapped.exception().getStatus().getDescription()).isEqualTo(row.message);
    assertThat(mapped.reason()).isEqualTo(row.reason);
    assertThat(mapped.level()).isEqualTo(row.level);
    assertThat(info.getReason()).isEqualTo(row.reason);
    assertThat(info.getDomain()).isEqualTo("gateway.dragoneye.ai");
    assertThat(info.getMetadataMap()).isEqualTo(row.metadata);
  }

  @Test
  void shouldKnowEveryReasonOfTheContract() {
    // when
    Set<String> mapped = table().map(Row::reason).collect(Collectors.toSet());

    // then
    assertThat(mapped)
        .isEqualTo(
            Arrays.stream(ErrorReason.values())
                .filter(
                    reason ->
                        reason != ErrorReason.UNRECOGNIZED
                            && reason != ErrorReason.ERROR_REASON_UNSPECIFIED)
                .map(reason -> reason.name().substring("ERROR_REASON_".length()))
                .collect(Collectors.toSet()));
  }

  @Test
  void shouldNameEveryViolation() {
    // given
    Failure failure =
        new Failure.InvalidRequest(
            List.of(
                new FieldViolation("config.model", "is missing"),
                new FieldViolation("config.size_bytes", "is 0")));

    // when
    MappedFailure mapped = FailureMapper.map(failure, NOT_PREDICTED);

    // then
    assertThat(mapped.exception().getStatus().getDescription())
        .isEqualTo("invalid request: config.model is missing (and 1 more)");
    assertThat(detail(mapped, BadRequest.class).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField, BadRequest.FieldViolation::getDescription)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("config.model", "is missing"),
            org.assertj.core.groups.Tuple.tuple("config.size_bytes", "is 0"));
  }

  static Stream<Failure> failuresWithRetryInfo() {
    return Stream.of(
        new Failure.Upstream(
            new UpstreamFailure.BeginUnavailable("m", 503, Duration.ofMillis(1500))),
        new Failure.Upstream(
            new UpstreamFailure.ResultsUnavailable("m", 400, Duration.ofMillis(1500))),
        new Failure.Upstream(new UpstreamFailure.Unavailable("m", 502, Duration.ofMillis(1500))),
        new Failure.Upstream(new UpstreamFailure.RateLimited("m", 429, Duration.ofMillis(1500))),
        new Failure.Upstream(new UpstreamFailure.NoRoom("m", Duration.ofMillis(1500))),
        new Failure.ResultsNotReady("s", Duration.ofMillis(1500)),
        new Failure.CallerQuotaExceeded("m", Duration.ofMillis(1500)),
        new Failure.GatewayOverloaded("m", Duration.ofMillis(1500)),
        new Failure.GatewayDraining(Duration.ofMillis(1500)));
  }

  @ParameterizedTest
  @MethodSource("failuresWithRetryInfo")
  void shouldSayWhenToComeBack(Failure failure) {
    // when
    RetryInfo info = detail(FailureMapper.map(failure, READING), RetryInfo.class);

    // then
    assertThat(info.getRetryDelay().getSeconds()).isEqualTo(1);
    assertThat(info.getRetryDelay().getNanos()).isEqualTo(500_000_000);
  }

  @Test
  void shouldSayWhenToComeBackEvenWhereUpstreamDidNot() {
    assertThat(
            detail(
                    FailureMapper.map(
                        new Failure.Upstream(new UpstreamFailure.RateLimited("m", 429, null)),
                        READING),
                    RetryInfo.class)
                .getRetryDelay()
                .getSeconds())
        .isEqualTo(10);
  }

  @Test
  void shouldSayTheSameOfOnePredictionAmongSeveral() {
    // when
    PredictionError error =
        FailureMapper.map(
                new Failure.InvalidRequest("chunk", "is\r\nmissing"),
                new FailureContext(CallPhase.REQUEST, null, PredictSent.NO))
            .predictionError();

    // then
    assertThat(error)
        .isEqualTo(
            PredictionError.newBuilder()
                .setCode(Code.INVALID_ARGUMENT.value())
                .setReason("INVALID_REQUEST")
                .setMessage("invalid request: chunk is  missing")
                .putMetadata("phase", "request")
                .putMetadata("predict_sent", "no")
                .build());
  }

  @Test
  void shouldPushBackWhereNothingWasPredicted() {
    // when
    MappedFailure mapped =
        FailureMapper.map(new Failure.GatewayDraining(Duration.ofSeconds(1)), NOT_PREDICTED);

    // then
    assertThat(trailers(mapped).get(PUSHBACK)).isEqualTo("1000");
  }

  @Test
  void shouldNotPushBackWhereARetryWouldPayTwice() {
    // when
    MappedFailure mapped =
        FailureMapper.map(new Failure.GatewayDraining(Duration.ofSeconds(1)), PREDICTED);

    // then
    assertThat(trailers(mapped).get(PUSHBACK)).isNull();
  }

  static Stream<Failure> oversizedFailures() {
    String hostile = "\u0001\r\nö€😀%".repeat(2000);
    return Stream.of(
        new Failure.PredictionFailed(hostile),
        new Failure.PredictionTimeout(Duration.ofSeconds(1), hostile),
        new Failure.MediaTypeMismatch(hostile, "image/*"),
        new Failure.GatewayOverloaded(hostile, Duration.ofSeconds(1)),
        new Failure.Upstream(new UpstreamFailure.UploadRejected(hostile, 403, hostile)),
        new Failure.InvalidRequest(Collections.nCopies(500, new FieldViolation(hostile, hostile))));
  }

  @ParameterizedTest
  @MethodSource("oversizedFailures")
  void shouldKeepTrailersUnderFourKibibytes(Failure failure) {
    // given
    FailureContext context = new FailureContext(CallPhase.AWAIT, "x".repeat(512), PredictSent.YES);

    // when
    MappedFailure mapped = FailureMapper.map(failure, context);

    // then
    assertThat(trailerBytes(mapped)).isLessThan(4096);
    assertThat(detail(mapped, ErrorInfo.class).getReason()).isEqualTo(mapped.reason());
    assertThat(mapped.exception().getStatus().getDescription())
        .doesNotContain("\r", "\n", "\u0001");
  }

  private static Metadata trailers(MappedFailure mapped) {
    Metadata trailers = mapped.exception().getTrailers();
    assertThat(trailers).isNotNull();
    return trailers == null ? new Metadata() : trailers;
  }

  /** As HTTP/2 counts them: names, values and 32 bytes each. */
  private static int trailerBytes(MappedFailure mapped) {
    Status status = statusOf(mapped);
    int message =
        java.net.URLEncoder.encode(status.getMessage(), java.nio.charset.StandardCharsets.UTF_8)
            .length();
    int details = (status.toByteArray().length + 2) / 3 * 4;
    return 3 * 32
        + "grpc-status".length()
        + 2
        + "grpc-message".length()
        + message
        + "grpc-status-details-bin".length()
        + details;
  }

  private static Status statusOf(MappedFailure mapped) {
    return StatusProto.fromThrowable(mapped.exception());
  }

  private static <M extends com.google.protobuf.Message> M detail(
      MappedFailure mapped, Class<M> type) {
    for (Any any : statusOf(mapped).getDetailsList()) {
      if (any.is(type)) {
        try {
          return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + statusOf(mapped));
  }

  private static RowBuilder row(Failure failure) {
    return new RowBuilder(failure);
  }

  private static RowBuilder upstream(UpstreamFailure failure) {
    return row(new Failure.Upstream(failure));
  }

  /** Spells a row of the table out in the order in which it reads. */
  private static final class RowBuilder {
    private final Failure failure;
    private FailureContext context = ADMISSION;
    private Code code = Code.UNKNOWN;
    private String reason = "";
    private String message = "";
    private Level level = Level.TRACE;

    RowBuilder(Failure failure) {
      this.failure = failure;
    }

    RowBuilder in(FailureContext where) {
      context = where;
      return this;
    }

    RowBuilder is(Code expectedCode, String expectedReason, Level expectedLevel) {
      code = expectedCode;
      reason = expectedReason;
      level = expectedLevel;
      return this;
    }

    RowBuilder says(String expectedMessage) {
      message = expectedMessage;
      return this;
    }

    Row with(String... namesAndValues) {
      Map<String, String> metadata = new TreeMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        metadata.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Row(failure, context, code, reason, message, level, metadata);
    }
  }
}
