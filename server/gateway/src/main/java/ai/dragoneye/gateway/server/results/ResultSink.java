package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.function.Function;

/**
 * Takes the events of one result, whatever message carries them to the caller: headers, then parts,
 * then the completion. For one thread.
 *
 * @param <H> a header
 * @param <P> a part of an object or frame
 */
public interface ResultSink<H, P> {
  /** As {@link Outlet#awaitReady}; called before each event is made. */
  void awaitReady() throws InterruptedException;

  /** Takes a header. Never blocks. */
  void header(H header);

  /** Takes a part. Never blocks. */
  void part(P part);

  /** Takes the end of the result. Never blocks. */
  void completion(ResultCompletion completion);

  /** Sends each event to {@code outlet} in the message that {@code envelope} makes of it. */
  static <H, P, T> ResultSink<H, P> to(Outlet<T> outlet, Envelope<H, P, T> envelope) {
    return new ResultSink<>() {
      @Override
      public void awaitReady() throws InterruptedException {
        outlet.awaitReady();
      }

      @Override
      public void header(H header) {
        outlet.send(envelope.header.apply(header));
      }

      @Override
      public void part(P part) {
        outlet.send(envelope.part.apply(part));
      }

      @Override
      public void completion(ResultCompletion completion) {
        outlet.send(envelope.completion.apply(completion));
      }
    };
  }

  /** Makes the message that carries an event. */
  record Envelope<H, P, T>(
      Function<H, T> header, Function<P, T> part, Function<ResultCompletion, T> completion) {}
}
