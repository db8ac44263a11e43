package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import java.util.concurrent.CancellationException;

/** Readers that decode tell of an interrupt in their own way. */
final class Interruption {
  private Interruption() {}

  /** As {@link EncodedObjects#next}, but for what it throws after an interrupt. */
  static boolean next(EncodedObjects objects) throws InterruptedException {
    try {
      return objects.next();
    } catch (CancellationException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the objects are not wanted any more");
      }
      throw e;
    }
  }
}
