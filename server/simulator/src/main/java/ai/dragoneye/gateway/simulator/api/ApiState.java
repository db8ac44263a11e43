package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.archive.GeneratedArchives;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.fault.Faults;
import ai.dragoneye.gateway.simulator.task.TaskRegistry;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.TrafficRecorder;
import java.time.Instant;

/** What the five steps share. Thread-safe; the script and the results source may be exchanged. */
public final class ApiState {
  private final AccessRules access;
  private final UploadRules uploads;
  private final TaskRules rules;
  private final Faults faults = new Faults();
  private final TrafficRecorder traffic = new TrafficRecorder();
  private final TaskRegistry tasks;
  private final GeneratedArchives archives = new GeneratedArchives();
  private volatile TaskScript script;
  private volatile ResultsSource results;

  /** The state of a simulator that has seen nothing yet. */
  public ApiState(AccessRules access, UploadRules uploads, TaskRules rules) {
    this.access = access;
    this.uploads = uploads;
    this.rules = rules;
    this.tasks = new TaskRegistry(rules.seed());
    this.script = rules.script();
    this.results = rules.results();
  }

  /** The faults still to happen. */
  public Faults faults() {
    return faults;
  }

  /** What was seen. */
  public TrafficRecorder traffic() {
    return traffic;
  }

  /** Sets how the status of tasks begun from now on moves. */
  public void script(TaskScript next) {
    script = next;
  }

  /** Sets where archives asked for from now on come from. */
  public void results(ResultsSource next) {
    results = next;
  }

  /** The tasks. */
  public TaskRegistry tasks() {
    return tasks;
  }

  AccessRules access() {
    return access;
  }

  UploadRules uploads() {
    return uploads;
  }

  GeneratedArchives archives() {
    return archives;
  }

  TaskScript script() {
    return script;
  }

  ResultsSource results() {
    return results;
  }

  Instant now() {
    return rules.clock().instant();
  }
}
