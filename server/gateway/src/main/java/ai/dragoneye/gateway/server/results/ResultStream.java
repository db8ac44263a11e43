package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.v1.ResultCompletion;
import org.jspecify.annotations.Nullable;

/**
 * Takes a result from its source to its sink, one message at a time and none made before the sink
 * is ready for it.
 */
final class ResultStream {
  private final ResultSource source;
  private final ResumeTokens tokens;
  private final ResultSink sink;

  ResultStream(ResultSource source, ResumeTokens tokens, ResultSink sink) {
    this.source = source;
    this.tokens = tokens;
    this.sink = sink;
  }

  /**
   * Streams the headers, the elements from {@code start} on and the completion, which it returns.
   */
  ResultCompletion run(long start) throws InterruptedException {
    try (Headers<?> headers = source.headers()) {
      while (headers.hasNext()) {
        sink.awaitReady();
        sink.header(headers.next());
      }
    }
    ResultCompletion completion = streamElements(start);
    sink.completion(completion);
    return completion;
  }

  private ResultCompletion streamElements(long start) throws InterruptedException {
    try (Elements elements = source.elements(start)) {
      long sent = 0;
      sink.awaitReady();
      while (elements.next()) {
        sent++;
        streamParts(elements);
      }
      return ResultCompletion.newBuilder()
          .setReadCount(elements.readCount())
          .setSentCount(sent)
          .build();
    }
  }

  /** Takes up where the sink is ready, and leaves it so. */
  private void streamParts(Elements elements) throws InterruptedException {
    String token = tokens.after(elements.index());
    for (@Nullable WireMessage part = elements.nextPart(token);
        part != null;
        part = elements.nextPart(token)) {
      sink.part(part);
      sink.awaitReady();
    }
  }
}
