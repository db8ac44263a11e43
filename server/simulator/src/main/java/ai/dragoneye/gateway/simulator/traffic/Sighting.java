package ai.dragoneye.gateway.simulator.traffic;

/** The live record of one request. Thread-safe. */
public final class Sighting {
  private final TrafficRecorder recorder;
  private final Step step;
  private volatile String taskId = "";

  Sighting(TrafficRecorder recorder, Step step) {
    this.recorder = recorder;
    this.step = step;
  }

  /** Notes the task that the request names. */
  public void names(String task) {
    taskId = task;
  }

  /** Notes the answer, once; status 0 is none. */
  public void answered(int status) {
    recorder.answered(new SeenRequest(step, taskId, status));
  }

  /** Notes the end of the request, once. */
  public void over() {
    recorder.over();
  }
}
