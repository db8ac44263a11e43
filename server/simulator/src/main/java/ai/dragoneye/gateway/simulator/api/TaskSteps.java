package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code POST /predict} and {@code GET /prediction-task/status}. */
final class TaskSteps {
  static final String PREDICT_TASK_FIELD = "prediction_task_uuid";
  static final String QUERY_TASK_FIELD = "predictionTaskUuid";
  private static final int MAX_MODEL = 512;

  private final ApiState state;

  TaskSteps(ApiState state) {
    this.state = state;
  }

  Reply predict(String apiKey, FormFields fields) {
    fields.allowOnly(Set.of("model_name", PREDICT_TASK_FIELD), state.access().parameterNames());
    String model = fields.require("model_name");
    if (model.length() > MAX_MODEL) {
      throw new Rejection(400, "field 'model_name' is longer than " + MAX_MODEL);
    }
    Task task = find(apiKey, fields.require(PREDICT_TASK_FIELD));
    return switch (task.predict(model, state.now(), state.uploads().assumed())) {
      case STARTED -> Reply.json(200, Map.of());
      case NOTHING_UPLOADED -> Reply.detail(400, "no media was uploaded for this task");
      case ALREADY_STARTED -> Reply.detail(409, "this task's prediction was already started");
    };
  }

  Reply status(String apiKey, FormFields query) {
    query.allowOnly(Set.of(QUERY_TASK_FIELD), Set.of());
    Task task = find(apiKey, query.require(QUERY_TASK_FIELD));
    Map<String, String> body = new LinkedHashMap<>();
    body.put("prediction_task_uuid", task.id());
    body.put("prediction_type", task.request().family().wireName());
    body.put("status", task.status(state.now()));
    return Reply.json(200, body);
  }

  /** The task of that id, if it is the caller's. */
  Task find(String apiKey, String taskId) {
    return state
        .tasks()
        .find(taskId)
        .filter(task -> task.request().apiKey().equals(apiKey))
        .orElseThrow(() -> new Rejection(404, "there is no such prediction task"));
  }
}
