package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.simulator.Simulator;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.SimulatorOptionsBuilder;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.TaskTraffic;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the error table that an image can meet, as the caller of PredictImage sees them. */
class ErrorTableTest {
  private static final byte[] MEDIA = Pictures.jpegOfSize(20_000);
  private static final String TASK = "<task>";

  static Stream<Row> rows() {
    return Stream.of(
        row("begin answers 400")
            .fault(Fault.at(Step.BEGIN).status(400).json("{\"detail\": \"no such type\"}"))
            .fails(Code.INVALID_ARGUMENT, "TASK_BEGIN_REJECTED")
            .saying("Dragoneye refused to begin the task (HTTP 400): no such type")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "400"),
        row("begin answers 503 for ever")
            .fault(Fault.at(Step.BEGIN).status(503).always())
            .fails(Code.UNAVAILABLE, "TASK_BEGIN_UNAVAILABLE")
            .saying("Dragoneye could not answer begin (HTTP 503)")
            .retryable()
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "503"),
        row("begin breaks off for ever")
            .fault(Fault.at(Step.BEGIN).resetBeforeRead().always())
            .fails(Code.UNAVAILABLE, "TASK_BEGIN_UNAVAILABLE")
            .saying("Dragoneye could not be reached for begin: the connection was lost")
            .retryable()
            .with("phase", "begin", "predict_sent", "no"),
        row("begin answers 429 for ever")
            .fault(Fault.at(Step.BEGIN).status(429).always())
            .fails(Code.RESOURCE_EXHAUSTED, "UPSTREAM_RATE_LIMITED")
            .saying("Dragoneye limits the rate of this API key (HTTP 429)")
            .retryable()
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "429"),
        row("the key is refused")
            .simulating(options -> options.apiKeys("another-key"))
            .fails(Code.FAILED_PRECONDITION, "UPSTREAM_CREDENTIALS_REJECTED")
            .sayingSomethingLike("Dragoneye refused the API key \\(HTTP 401\\).*")
            .with("phase", "begin", "predict_sent", "no", "upstream_status", "401"),
        row("the store answers 503")
            .fault(Fault.at(Step.UPLOAD).status(503).always())
            .fails(Code.UNAVAILABLE, "UPLOAD_FAILED")
            .saying("The object store could not take the media (HTTP 503)")
            .with("phase", "upload", "predict_sent", "no", "upstream_status", "503"),
        row("the store breaks off")
            .fault(Fault.at(Step.UPLOAD).resetBeforeRead().always())
            .fails(Code.UNAVAILABLE, "UPLOAD_FAILED")
            .sayingSomethingLike("The media could not be uploaded: the connection was .*")
            .with("phase", "upload", "predict_sent", "no"),
        row("the store refuses")
            .fault(
                Fault.at(Step.UPLOAD)
                    .status(403)
                    .body(
                        "<Error><Code>AccessDenied</Code><Message>Policy expired.</Message>"
                            + "<Secret>hidden</Secret></Error>")
                    .always())
            .fails(Code.FAILED_PRECONDITION, "UPLOAD_REJECTED")
            .saying("The object store refused the media (HTTP 403): AccessDenied: Policy expired.")
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "upstream_status",
                "403",
                "store_code",
                "AccessDenied"),
        row("the media is larger than the store takes")
            .simulating(options -> options.maxUploadBytes(10_000))
            .fails(Code.INVALID_ARGUMENT, "MEDIA_TOO_LARGE")
            .sayingSomethingLike(
                "The media is larger than the object store takes \\(HTTP 400\\): EntityTooLarge.*")
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "upstream_status",
                "400",
                "store_code",
                "EntityTooLarge"),
        row("less media than declared")
            .config(config -> config.setSizeBytes(MEDIA.length + 1))
            .fails(Code.INVALID_ARGUMENT, "SIZE_MISMATCH")
            .saying("The media has 20000 bytes, not the declared 20001")
            .with(
                "phase", "upload", "predict_sent", "no", "declared", "20001", "received", "20000"),
        row("more media than declared")
            .config(config -> config.setSizeBytes(MEDIA.length - 1))
            .fails(Code.INVALID_ARGUMENT, "SIZE_MISMATCH")
            .saying("The media is larger than the declared 19999 bytes")
            .with(
                "phase", "upload", "predict_sent", "no", "declared", "19999", "received", "20000"),
        row("another checksum than declared")
            .config(config -> config.setCrc32C(0xc1d04330))
            .fails(Code.INVALID_ARGUMENT, "CHECKSUM_MISMATCH")
            .saying(
                "The media has the CRC-32C %08x, not the declared c1d04330"
                    .formatted(Pictures.crc32c(MEDIA)))
            .with(
                "phase",
                "upload",
                "predict_sent",
                "no",
                "declared",
                "c1d04330",
                "received",
                "%08x".formatted(Pictures.crc32c(MEDIA))),
        row("another checksum than declared, spooled")
            .config(config -> config.clearSizeBytes().setCrc32C(0xc1d04330))
            .fails(Code.INVALID_ARGUMENT, "CHECKSUM_MISMATCH")
            .saying(
                "The media has the CRC-32C %08x, not the declared c1d04330"
                    .formatted(Pictures.crc32c(MEDIA)))
            .with(
                "phase",
                "spool",
                "predict_sent",
                "no",
                "declared",
                "c1d04330",
                "received",
                "%08x".formatted(Pictures.crc32c(MEDIA))),
        row("spooled media over the bound")
            .setting("MEDIA_SPOOL_MAX_MEDIA_BYTES", "10000")
            .config(PredictionConfig.Builder::clearSizeBytes)
            .fails(Code.INVALID_ARGUMENT, "MEDIA_TOO_LARGE")
            .saying(
                "Media whose size was not declared may have 10000 bytes at most; declare the size to send more")
            .with("phase", "spool", "predict_sent", "no"),
        row("predict answers 404")
            .fault(Fault.at(Step.PREDICT).status(404).json("{\"detail\": \"no such model\"}"))
            .fails(Code.FAILED_PRECONDITION, "PREDICT_REJECTED")
            .saying("Dragoneye refused to predict (HTTP 404): no such model")
            .with("phase", "predict", "predict_sent", "no", "upstream_status", "404"),
        row("predict answers 503 and the status does not move")
            .fault(Fault.at(Step.PREDICT).status(503))
            .setting("PREDICTION_CONFIRMATION_TIMEOUT", "300ms")
            .fails(Code.UNAVAILABLE, "PREDICT_UNAVAILABLE")
            .saying("Dragoneye could not answer predict (HTTP 503)")
            .with(
                "phase",
                "predict",
                "task_id",
                TASK,
                "predict_sent",
                "unknown",
                "upstream_status",
                "503"),
        row("predict breaks off and the status cannot be read")
            .fault(Fault.at(Step.PREDICT).resetAfterRead())
            .fault(Fault.at(Step.STATUS).status(500).always())
            .setting("PREDICTION_CONFIRMATION_TIMEOUT", "300ms")
            .fails(Code.UNAVAILABLE, "PREDICT_UNAVAILABLE")
            .sayingSomethingLike(
                "Dragoneye could not be reached for predict: the connection was .*")
            .with("phase", "predict", "task_id", TASK, "predict_sent", "unknown"),
        row("the key is refused at predict")
            .fault(Fault.at(Step.PREDICT).status(403))
            .fails(Code.FAILED_PRECONDITION, "UPSTREAM_CREDENTIALS_REJECTED")
            .saying("Dragoneye refused the API key (HTTP 403)")
            .with("phase", "predict", "predict_sent", "no", "upstream_status", "403"),
        row("the task fails")
            .simulating(
                options ->
                    options.script(
                        TaskScript.succeeding()
                            .withStatuses("pending", "processing", "failed_unreadable_media")))
            .fails(Code.FAILED_PRECONDITION, "PREDICTION_FAILED")
            .saying("the prediction failed with status failed_unreadable_media")
            .with(
                "phase",
                "await",
                "task_id",
                TASK,
                "predict_sent",
                "yes",
                "status",
                "failed_unreadable_media"),
        row("the task takes too long")
            .simulating(
                options ->
                    options.script(
                        TaskScript.succeeding()
                            .withStatuses("pending", "processing")
                            .withInferenceTime(java.time.Duration.ZERO)))
            .config(
                config -> config.setCompletionTimeout(Duration.newBuilder().setNanos(250_000_000)))
            .fails(Code.DEADLINE_EXCEEDED, "PREDICTION_TIMEOUT")
            .saying(
                "the prediction did not complete within 250 ms; it goes on upstream, watch it by its task_id")
            .with("phase", "await", "task_id", TASK, "predict_sent", "yes", "status", "processing"),
        row("status answers 502 for ever")
            .fault(Fault.at(Step.STATUS).status(502).always())
            .fails(Code.UNAVAILABLE, "UPSTREAM_UNAVAILABLE")
            .saying("Dragoneye could not answer status (HTTP 502)")
            .retryable()
            .with(
                "phase", "await", "task_id", TASK, "predict_sent", "yes", "upstream_status", "502"),
        row("the task is gone")
            .fault(Fault.at(Step.STATUS).status(404).json("{\"detail\": \"gone\"}"))
            .fails(Code.NOT_FOUND, "TASK_NOT_FOUND")
            .saying("Dragoneye knows no such task (HTTP 404): gone")
            .with(
                "phase", "await", "task_id", TASK, "predict_sent", "yes", "upstream_status", "404"),
        row("the task turns into a video")
            .fault(
                Fault.at(Step.STATUS)
                    .json(
                        "{\"prediction_task_uuid\": \"x\", \"prediction_type\": \"video\", \"status\": \"predicted\"}"))
            .fails(Code.FAILED_PRECONDITION, "TASK_TYPE_MISMATCH")
            .saying(
                "the task is a prediction of type video, not image; read it with the methods for that type")
            .with(
                "phase",
                "await",
                "task_id",
                TASK,
                "predict_sent",
                "yes",
                "prediction_type",
                "video"),
        row("results answer 400")
            .fault(Fault.at(Step.RESULTS).status(400).json("{\"detail\": \"not yet\"}"))
            .fails(Code.FAILED_PRECONDITION, "RESULTS_UNAVAILABLE")
            .saying("The results are not available (HTTP 400): not yet")
            .retryable()
            .with(
                "phase",
                "results",
                "task_id",
                TASK,
                "predict_sent",
                "yes",
                "upstream_status",
                "400"),
        row("results are no archive")
            .fault(Fault.at(Step.RESULTS).body("this is no archive"))
            .fails(Code.DATA_LOSS, "RESULTS_CORRUPT")
            .sayingSomethingLike("result archive: .*")
            .with("phase", "results", "task_id", TASK, "predict_sent", "yes"),
        row("results break off each time")
            .fault(Fault.at(Step.RESULTS).truncateAfter(100).always())
            .fails(Code.DATA_LOSS, "RESULTS_CORRUPT")
            .saying("The archive of results broke off 3 times, at last after 100 bytes")
            .with("phase", "results", "task_id", TASK, "predict_sent", "yes"),
        row("results over the bound")
            .setting("UPSTREAM_RESULTS_MAX_ARCHIVE_BYTES", "100")
            .fails(Code.RESOURCE_EXHAUSTED, "RESULTS_TOO_LARGE")
            .saying("The archive of results is larger than 100 bytes (max_archive_bytes)")
            .with("phase", "results", "task_id", TASK, "predict_sent", "yes"),
        row("results that do not fit into one message")
            .simulating(options -> options.results(LargeResults.ofImageObjects(100_000)))
            .fails(Code.RESOURCE_EXHAUSTED, "RESULTS_TOO_LARGE")
            .saying(
                "the response exceeds 3670016 bytes, the limit for one message; read it with"
                    + " ResultService.StreamImageResults")
            .with("phase", "results", "task_id", TASK, "predict_sent", "yes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void shouldFailAsTheTableSays(Row row) {
    try (Gateway gateway = row.start()) {
      // when
      RpcFailure failure = gateway.predictImage().config(row.config()).media(MEDIA).failure();

      // then
      Map<String, String> metadata = new TreeMap<>(row.metadata);
      TaskTraffic task = lastTask(gateway.simulator());
      metadata.replace("task_id", TASK, task == null ? "" : task.taskId());
      assertThat(failure.code()).isEqualTo(row.code);
      assertThat(failure.reason()).isEqualTo(row.reason);
      assertThat(failure.message()).matches(row.message);
      assertThat(failure.metadata()).isEqualTo(metadata);
      assertThat(failure.detail(RetryInfo.class).isPresent()).isEqualTo(row.retryable);
      if (task != null
          && "no".equals(metadata.get("predict_sent"))
          && !metadata.containsValue("predict")) {
        assertThat(task.predictCount()).isZero();
      }
      if (row.reason.endsWith("MISMATCH") && task != null && !row.reason.startsWith("TASK")) {
        assertThat(task.uploads()).noneMatch(UploadTraffic::closingBoundarySeen);
      }
    }
  }

  private static @Nullable TaskTraffic lastTask(Simulator simulator) {
    List<TaskTraffic> tasks = simulator.requests().tasks();
    return tasks.isEmpty() ? null : tasks.getLast();
  }

  private static Row row(String name) {
    return new Row(name);
  }

  /** A row: what goes wrong and what the caller gets to know. */
  static final class Row {
    private final String name;
    private final List<FaultBuilder> faults = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private UnaryOperator<SimulatorOptionsBuilder> options = UnaryOperator.identity();
    private UnaryOperator<PredictionConfig.Builder> config = UnaryOperator.identity();
    private Code code = Code.OK;
    private String reason = "";
    private String message = "";
    private boolean retryable;

    Row(String name) {
      this.name = name;
    }

    Row fault(FaultBuilder fault) {
      faults.add(fault);
      return this;
    }

    Row setting(String key, String value) {
      settings.addAll(List.of(key, value));
      return this;
    }

    Row simulating(UnaryOperator<SimulatorOptionsBuilder> change) {
      options = change;
      return this;
    }

    Row config(UnaryOperator<PredictionConfig.Builder> change) {
      config = change;
      return this;
    }

    Row fails(Code expectedCode, String expectedReason) {
      code = expectedCode;
      reason = expectedReason;
      return this;
    }

    Row saying(String expectedMessage) {
      message = Pattern.quote(expectedMessage);
      return this;
    }

    Row sayingSomethingLike(String pattern) {
      message = pattern;
      return this;
    }

    Row retryable() {
      retryable = true;
      return this;
    }

    Row with(String... namesAndValues) {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        metadata.put(namesAndValues[i], namesAndValues[i + 1]);
      }
      return this;
    }

    PredictionConfig.Builder config() {
      return config.apply(ImageCall.jpeg().setSizeBytes(MEDIA.length));
    }

    Gateway start() {
      Gateway gateway =
          Gateway.start(
              options.apply(SimulatorOptions.builder()).build(), settings.toArray(String[]::new));
      faults.forEach(gateway.simulator().faults()::add);
      return gateway;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
