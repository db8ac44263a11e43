package ai.dragoneye.gateway.upstream;

import java.util.Map;

/**
 * What step 3, {@code POST /predict}, is told.
 *
 * @param taskUuid the task whose media was uploaded
 * @param model the model to run
 * @param parameters further form fields, sent as they are
 */
public record PredictRequest(String taskUuid, String model, Map<String, String> parameters) {
  public PredictRequest {
    parameters = Map.copyOf(parameters);
  }
}
