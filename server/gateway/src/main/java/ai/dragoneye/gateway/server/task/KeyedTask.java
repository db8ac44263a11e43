package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;

/**
 * A task as the holder of a key sees it: under another key the same uuid is another task, if any.
 *
 * @param key what the service is asked with
 * @param uuid the service's identifier of the task
 */
public record KeyedTask(ApiKey key, String uuid) {
  /** What it is known by where state is shared. */
  public Identity identity() {
    return new Identity(KeyHash.of(key), uuid);
  }

  /** Tells tasks apart without keeping the key. */
  public record Identity(KeyHash key, String uuid) {}
}
