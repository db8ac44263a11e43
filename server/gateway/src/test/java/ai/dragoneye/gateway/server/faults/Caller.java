package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;

/** Makes one call of one kind and waits for its end. */
@FunctionalInterface
interface Caller {
  /**
   * Calls.
   *
   * @param media what to send, where media is sent
   * @param taskId a task that was predicted before, where one is read
   */
  Ending call(Gateway gateway, Media media, String taskId);
}
