package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.Iterator;

/**
 * Takes a result from its source to its sink, one message at a time and none before the sink is
 * ready for it.
 *
 * @param <H> a header
 * @param <E> an element
 * @param <P> a part of one
 */
final class ResultStream<H, E, P> {
  private final ResultSource<H, E, P> source;
  private final ResumeTokens tokens;
  private final ResultSink<H, P> sink;
  private long index;
  private long sent;

  ResultStream(ResultSource<H, E, P> source, ResumeTokens tokens, ResultSink<H, P> sink) {
    this.source = source;
    this.tokens = tokens;
    this.sink = sink;
  }

  /**
   * Streams the headers, the elements from {@code start} on and the completion. What lies before is
   * decoded all the same: the archive has no index of its rows.
   */
  void run(long start) throws InterruptedException {
    for (Iterator<H> headers = source.headers(); headers.hasNext(); ) {
      sink.awaitReady();
      sink.header(headers.next());
    }
    sink.awaitReady();
    try (ObjectReader<E> elements = source.elements()) {
      for (E next = elements.next(); next != null; next = elements.next()) {
        if (index >= start && source.passes(next)) {
          send(next);
        }
        index++;
        sink.awaitReady();
      }
    }
    sink.completion(
        ResultCompletion.newBuilder().setReadCount(index - start).setSentCount(sent).build());
  }

  private void send(E element) throws InterruptedException {
    for (Iterator<P> parts = source.parts(index, element, tokens.after(index)); parts.hasNext(); ) {
      sink.awaitReady();
      sink.part(parts.next());
    }
    sent++;
  }
}
