package ai.dragoneye.gateway.simulator.traffic;

/**
 * One request that was answered, or whose connection has ended.
 *
 * @param step which of the five it was
 * @param taskId the task it named, empty when it named none the simulator could read
 * @param status the HTTP status answered, 0 when the connection ended without an answer
 */
public record SeenRequest(Step step, String taskId, int status) {}
