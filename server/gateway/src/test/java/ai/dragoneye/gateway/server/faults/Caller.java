package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;

/** Makes one call of one kind and waits for its end. */
@FunctionalInterface
interface Caller {
  Ending call(Gateway gateway, Media media);
}
