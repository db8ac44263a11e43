package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;

/** What the consumer of a result takes. */
sealed interface ResultEvent<H, T> {
  /** The whole header, once and first. */
  record Header<H, T>(H content) implements ResultEvent<H, T> {}

  /** A whole object or frame. */
  record Element<H, T>(T content, ResultPlace place) implements ResultEvent<H, T> {}

  /** The end, once and last. */
  record Completion<H, T>(ResultCompletion counts) implements ResultEvent<H, T> {}
}
