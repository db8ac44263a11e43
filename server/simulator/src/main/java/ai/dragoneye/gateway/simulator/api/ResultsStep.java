package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.ReplyBody;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.task.PredictedTask;
import ai.dragoneye.gateway.simulator.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code GET /prediction-task/results}. */
final class ResultsStep {
  private static final Set<String> FIELDS = Set.of(TaskSteps.QUERY_TASK_FIELD, "response_version");

  private final ApiState state;
  private final TaskSteps tasks;

  ResultsStep(ApiState state, TaskSteps tasks) {
    this.state = state;
    this.tasks = tasks;
  }

  Reply answer(String apiKey, FormFields query) {
    query.allowOnly(FIELDS, Set.of());
    if (!query.require("response_version").equals("parquet_object")) {
      throw new Rejection(400, "field 'response_version' must be 'parquet_object'");
    }
    Task task = tasks.find(apiKey, query.require(TaskSteps.QUERY_TASK_FIELD));
    Instant now = state.now();
    PredictedTask predicted =
        task.results(now)
            .orElseThrow(
                () ->
                    new Rejection(
                        400, "results are not available: the task is " + task.status(now)));
    return new Reply(200, headers(task), body(predicted));
  }

  private static Map<String, String> headers(Task task) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/zip");
    task.request()
        .fileName()
        .ifPresent(name -> headers.put("X-Original-File-Name", HeaderText.of(name)));
    if (task.request().family() == MediaFamily.VIDEO) {
      headers.put("X-Frames-Per-Second", Integer.toString(task.request().framesPerSecond()));
    }
    return headers;
  }

  private ReplyBody body(PredictedTask task) {
    ResultsArchive archive =
        state
            .results()
            .archiveFor(task)
            .orElseGet(() -> new ResultsArchive.InMemory(state.archives().archiveOf(task)));
    return switch (archive) {
      case ResultsArchive.InMemory(byte[] bytes) -> new ReplyBody.Bytes(bytes);
      case ResultsArchive.OnDisk(Path file) -> new ReplyBody.File(file, size(file));
    };
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
