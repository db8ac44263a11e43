package ai.dragoneye.gateway.simulator.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The writing side of {@link RequestLog}. Thread-safe. */
public final class TrafficRecorder implements RequestLog {
  private static final int KEPT = 10_000;

  private final Map<Step, Integer> counts = new EnumMap<>(Step.class);
  private final Deque<SeenRequest> answered = new ArrayDeque<>();
  private final Map<String, TaskTrace> tasks = new LinkedHashMap<>();
  private int openConnections;
  private int openRequests;

  /** Notes a new connection on the API port. */
  public synchronized void connectionOpened() {
    openConnections++;
  }

  /** Notes the end of a connection on the API port. */
  public synchronized void connectionClosed() {
    openConnections--;
  }

  /** Notes the head of a request. */
  public synchronized Sighting arrived(Step step) {
    counts.merge(step, 1, Integer::sum);
    openRequests++;
    return new Sighting(this, step);
  }

  synchronized void answered(SeenRequest request) {
    answered.addLast(request);
    if (answered.size() > KEPT) {
      answered.removeFirst();
    }
  }

  synchronized void over() {
    openRequests--;
  }

  /** Notes a new task. */
  public synchronized void begun(String taskId, Map<String, String> fields) {
    tasks.put(taskId, new TaskTrace(taskId, fields));
    if (tasks.size() > KEPT) {
      tasks.remove(tasks.keySet().iterator().next());
    }
  }

  /** Notes the start of an upload and returns its record, which belongs to no task if unknown. */
  public synchronized UploadTrace uploadStarted(String taskId, long contentLength) {
    UploadTrace upload = new UploadTrace(contentLength);
    onTask(taskId, task -> task.upload(upload));
    return upload;
  }

  /** Notes a predict request that named the task. */
  public synchronized void predictAsked(String taskId, Map<String, String> fields) {
    onTask(taskId, task -> task.predict(fields));
  }

  /** Notes a status request that named the task. */
  public synchronized void statusAsked(String taskId) {
    onTask(taskId, TaskTrace::poll);
  }

  /** Notes a results request that named the task. */
  public synchronized void resultsAsked(String taskId) {
    onTask(taskId, TaskTrace::results);
  }

  private void onTask(String taskId, Consumer<TaskTrace> note) {
    Optional.ofNullable(tasks.get(taskId)).ifPresent(note);
  }

  @Override
  public synchronized int count(Step step) {
    return counts.getOrDefault(step, 0);
  }

  @Override
  public synchronized List<SeenRequest> requests() {
    return List.copyOf(answered);
  }

  @Override
  public synchronized List<TaskTraffic> tasks() {
    return tasks.values().stream().map(TaskTrace::snapshot).toList();
  }

  @Override
  public synchronized Optional<TaskTraffic> task(String taskId) {
    return Optional.ofNullable(tasks.get(taskId)).map(TaskTrace::snapshot);
  }

  @Override
  public synchronized int openConnections() {
    return openConnections;
  }

  @Override
  public synchronized int openRequests() {
    return openRequests;
  }

  @Override
  public synchronized void clear() {
    counts.clear();
    answered.clear();
    tasks.clear();
  }
}
