package ai.dragoneye.gateway.server.task;

/**
 * What a task is called.
 *
 * @param uuid by the service
 * @param id by the caller: the {@code task_id} of requests, responses and errors
 */
public record TaskName(String uuid, String id) {}
