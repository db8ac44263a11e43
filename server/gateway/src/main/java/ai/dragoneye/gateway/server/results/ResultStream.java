package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.Iterator;

/**
 * Takes a result from its source to its sink, one message at a time and none made before the sink
 * is ready for it.
 *
 * @param <H> a header
 * @param <P> a part of an element
 */
final class ResultStream<H, P> {
  private final ResultSource<H, P> source;
  private final ResumeTokens tokens;
  private final ResultSink<H, P> sink;
  private long read;
  private long sent;

  ResultStream(ResultSource<H, P> source, ResumeTokens tokens, ResultSink<H, P> sink) {
    this.source = source;
    this.tokens = tokens;
    this.sink = sink;
  }

  /**
   * Streams the headers, the elements from {@code start} on and the completion, which it returns.
   */
  ResultCompletion run(long start) throws InterruptedException {
    Iterator<H> headers = source.headers();
    while (headers.hasNext()) {
      sink.awaitReady();
      sink.header(headers.next());
    }
    try (Elements<P> elements = source.elements(start)) {
      sink.awaitReady();
      while (elements.next()) {
        if (elements.index() >= start) {
          stream(elements);
        }
        // Also where nothing was sent: a caller that is gone stops the search.
        sink.awaitReady();
      }
    }
    ResultCompletion completion =
        ResultCompletion.newBuilder().setReadCount(read).setSentCount(sent).build();
    sink.completion(completion);
    return completion;
  }

  private void stream(Elements<P> elements) throws InterruptedException {
    read++;
    if (!elements.passes()) {
      return;
    }
    sent++;
    Iterator<P> parts = elements.parts(tokens.after(elements.index()));
    while (parts.hasNext()) {
      sink.awaitReady();
      sink.part(parts.next());
    }
  }
}
