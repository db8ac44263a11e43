package ai.dragoneye.gateway.simulator.traffic;

import java.util.List;
import java.util.Optional;

/**
 * What the simulator has seen, for assertions. Every answer is a snapshot; any thread may ask. The
 * latest 10,000 requests and tasks are kept, counts are kept for ever.
 */
public interface RequestLog {

  /** Requests of a step whose head arrived, answered or not. */
  int count(Step step);

  /** The requests that were answered or cut off, oldest first. */
  List<SeenRequest> requests();

  /** The tasks begun, oldest first. */
  List<TaskTraffic> tasks();

  /** One task's story, empty when no such task was begun. */
  Optional<TaskTraffic> task(String taskId);

  /** Connections open now on the API port. */
  int openConnections();

  /** Requests on the API port whose head arrived and whose answer is not complete. */
  int openRequests();

  /** Forgets all of the above except what is open now. */
  void clear();
}
