package ai.dragoneye.gateway.upstream;

/**
 * The answer to step 1: a task that waits for its media.
 *
 * @param taskUuid the service's identifier of the task
 * @param family what the task is about
 * @param form where the media goes
 */
public record BegunTask(String taskUuid, MediaFamily family, UploadForm form) {}
