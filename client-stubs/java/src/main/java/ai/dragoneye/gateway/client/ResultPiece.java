package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;

/** What a message of a result stream holds, whichever RPC it is of. */
sealed interface ResultPiece<H, T> {
  /**
   * A header or a part of one.
   *
   * @param last whether it is complete with this
   */
  record Header<H, T>(H content, boolean last) implements ResultPiece<H, T> {}

  /**
   * An object or a frame, or a part of one.
   *
   * @param index its place in the result
   * @param category {@code continued_category_index}, -1 where absent
   * @param attribute {@code continued_attribute_index}, -1 where absent
   * @param last whether it is complete with this
   */
  record Element<H, T>(
      long index, T content, int category, int attribute, boolean last, String resumeToken)
      implements ResultPiece<H, T> {}

  /** The end. */
  record Completion<H, T>(ResultCompletion counts) implements ResultPiece<H, T> {}

  /** What this version does not know. */
  record Unknown<H, T>() implements ResultPiece<H, T> {}
}
