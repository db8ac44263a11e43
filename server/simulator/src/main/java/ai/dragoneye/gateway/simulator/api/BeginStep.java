package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.RequestHead;
import ai.dragoneye.gateway.simulator.media.MediaFamily;
import ai.dragoneye.gateway.simulator.task.PresignedForm;
import ai.dragoneye.gateway.simulator.task.Task;
import ai.dragoneye.gateway.simulator.task.TaskRequest;
import ai.dragoneye.gateway.simulator.traffic.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /prediction-task/begin}. */
final class BeginStep {
  private static final Set<String> FIELDS =
      Set.of("mimetype", "response_version", "file_name", "frames_per_second");
  private static final int MAX_FILE_NAME = 1024;
  private static final int DEFAULT_RATE = 1;

  private final ApiState state;
  private final PresignedForms forms;

  BeginStep(ApiState state, PresignedForms forms) {
    this.state = state;
    this.forms = forms;
  }

  Reply answer(String apiKey, RequestHead head, FormFields fields, Sighting sighting) {
    fields.allowOnly(FIELDS, state.access().parameterNames());
    TaskRequest request = request(apiKey, fields);
    String uploadBase = forms.uploadBase(head);
    Task task =
        state.tasks().begin(request, id -> forms.issue(id, request, state.now()), state.script());
    sighting.names(task.id());
    state.traffic().begun(task.id(), fields.asMap());
    return Reply.json(200, body(task, uploadBase));
  }

  private static TaskRequest request(String apiKey, FormFields fields) {
    String mimeType = fields.require("mimetype");
    MediaFamily family =
        MediaFamily.ofMimeType(mimeType)
            .orElseThrow(() -> new Rejection(400, "field 'mimetype' must be image/* or video/*"));
    if (!fields.require("response_version").equals("parquet_object")) {
      throw new Rejection(400, "field 'response_version' must be 'parquet_object'");
    }
    Optional<String> fileName = fields.find("file_name");
    if (fileName.isPresent() && fileName.get().length() > MAX_FILE_NAME) {
      throw new Rejection(400, "field 'file_name' is longer than " + MAX_FILE_NAME);
    }
    return new TaskRequest(apiKey, family, mimeType, fileName, rate(family, fields));
  }

  private static int rate(MediaFamily family, FormFields fields) {
    Optional<String> given = fields.find("frames_per_second");
    if (given.isEmpty()) {
      return DEFAULT_RATE;
    }
    if (family != MediaFamily.VIDEO) {
      throw new Rejection(400, "field 'frames_per_second' is for videos only");
    }
    if (!given.get().matches("[1-9][0-9]{0,2}")) {
      throw new Rejection(400, "field 'frames_per_second' must be an integer from 1 to 999");
    }
    return Integer.parseInt(given.get());
  }

  private static Map<String, Object> body(Task task, String uploadBase) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (PresignedForm.Field field : task.form().fields()) {
      fields.put(field.name(), field.value());
    }
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("url", uploadBase + "?task=" + task.id());
    post.put("fields", fields);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("prediction_task_uuid", task.id());
    body.put("prediction_type", task.request().family().wireName());
    body.put(
        "signed_urls",
        List.of(Map.of("blob_path", task.form().blobPath(), "presigned_post_request", post)));
    return body;
  }
}
