package ai.dragoneye.gateway.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The live record of one task; guarded by its recorder. */
final class TaskTrace {
  private final String taskId;
  private final Map<String, String> beginFields;
  private final List<UploadTrace> uploads = new ArrayList<>();
  private Map<String, String> predictFields = Map.of();
  private int predicts;
  private int polls;
  private int results;

  TaskTrace(String taskId, Map<String, String> beginFields) {
    this.taskId = taskId;
    this.beginFields = beginFields;
  }

  void upload(UploadTrace upload) {
    uploads.add(upload);
  }

  void predict(Map<String, String> fields) {
    predicts++;
    predictFields = fields;
  }

  void poll() {
    polls++;
  }

  void results() {
    results++;
  }

  TaskTraffic snapshot() {
    return new TaskTraffic(
        taskId,
        beginFields,
        uploads.stream().map(UploadTrace::snapshot).toList(),
        predicts,
        predictFields,
        polls,
        results);
  }
}
