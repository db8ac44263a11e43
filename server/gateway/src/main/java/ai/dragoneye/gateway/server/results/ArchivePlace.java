package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.KeyHash;
import ai.dragoneye.gateway.upstream.ApiKey;

/**
 * Which archive it is, and whose.
 *
 * @param key stands for the key that downloaded it
 * @param taskUuid the task whose result it is
 */
record ArchivePlace(KeyHash key, String taskUuid) {
  static ArchivePlace of(ApiKey key, String taskUuid) {
    return new ArchivePlace(KeyHash.of(key), taskUuid);
  }
}
