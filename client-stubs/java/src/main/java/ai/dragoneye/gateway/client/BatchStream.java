package ai.dragoneye.gateway.client;

import java.util.Set;

/** The results of a batch as they arrive, in any order: one for every image. */
public interface BatchStream extends ResponseStream<BatchResult> {
  /**
   * The images that were begun to be sent and of which nothing came back yet; after a failure of
   * the whole batch those that may have been predicted, and may be charged.
   */
  Set<String> unanswered();
}
