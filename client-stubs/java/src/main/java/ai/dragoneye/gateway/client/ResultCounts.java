package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;

/**
 * The counts of a result over interruptions. A gateway counts from the resume token it was given;
 * the index of an element says how many stand before it, which nothing says of a token: see {@link
 * ResultStream#completion()}.
 */
final class ResultCounts {
  /** Index where the stream began; -1 if that is not known yet. */
  private long begin;

  /** Index after the last whole element. */
  private long next;

  private long sent;
  private long readBefore;
  private long sentBefore;

  ResultCounts(boolean fromBeginning) {
    begin = fromBeginning ? 0 : -1;
  }

  void element(long index) {
    if (begin < 0) {
      // Those that a filter left out between the caller's token and here are not known of.
      begin = index;
    }
    next = index + 1;
    sent++;
  }

  /** The stream goes on after the last whole element. */
  void reopened() {
    sentBefore = sent;
    readBefore = sent == 0 ? 0 : next - begin;
  }

  ResultCompletion total(ResultCompletion sinceReopened) {
    return ResultCompletion.newBuilder()
        .setReadCount(readBefore + sinceReopened.getReadCount())
        .setSentCount(sentBefore + sinceReopened.getSentCount())
        .build();
  }
}
