package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.retry.Circuit;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import java.time.Duration;
import reactor.netty.http.client.HttpClient;

/** The steps that are calls of the Dragoneye API. Thread-safe; blocks. */
public final class DragoneyeApi {
  private static final String RESPONSE_VERSION = "response_version";
  private static final String PARQUET_OBJECT = "parquet_object";
  private static final String TASK_UUID = "predictionTaskUuid";

  private final Circuit circuit;
  private final ApiCalls calls;
  private final ResultDownload download;

  /** On the given client; the loop and the storage may be shared. */
  public DragoneyeApi(
      HttpClient client,
      UpstreamSettings settings,
      RetryLoop loop,
      TimeSource time,
      ResultStorage storage) {
    this.circuit = new Circuit(settings.retry().circuitMinCalls(), time);
    Judge judge = new Judge(time, circuit);
    this.calls = new ApiCalls(client, settings, loop, judge);
    this.download = new ResultDownload(calls, settings, judge, storage);
  }

  /** Step 1. */
  public BegunTask begin(ApiKey key, BeginRequest request) throws InterruptedException {
    FormBody form =
        new FormBody()
            .with("mimetype", request.mimeType())
            .with(RESPONSE_VERSION, PARQUET_OBJECT)
            .with("file_name", request.fileName())
            .with("frames_per_second", request.framesPerSecond())
            .withAll(request.parameters());
    return calls.postUnlessOpen(circuit, new BeginStep(), key, "/prediction-task/begin", form);
  }

  /** Step 3. */
  public void predict(ApiKey key, PredictRequest request) throws InterruptedException {
    FormBody form =
        new FormBody()
            .with("model_name", request.model())
            .with("prediction_task_uuid", request.taskUuid())
            .withAll(request.parameters());
    calls.post(new PredictStep(), key, "/predict", form);
  }

  /** Step 4. */
  public TaskStatus status(ApiKey key, String taskUuid, Duration timeLimit)
      throws InterruptedException {
    FormBody query = new FormBody().with(TASK_UUID, taskUuid);
    return calls.get(new StatusStep(), key, "/prediction-task/status", query, timeLimit);
  }

  /** Step 5. */
  public ReceivedResults results(ApiKey key, String taskUuid) throws InterruptedException {
    FormBody query =
        new FormBody().with(TASK_UUID, taskUuid).with(RESPONSE_VERSION, PARQUET_OBJECT);
    return download.run(key, "/prediction-task/results", query);
  }
}
