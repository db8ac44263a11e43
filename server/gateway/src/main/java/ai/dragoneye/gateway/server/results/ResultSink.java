package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.MessageLite;

/**
 * Takes the events of one result, whatever message carries them to the caller: headers, then parts,
 * then the completion. For one thread.
 */
public interface ResultSink {
  /** As {@link Outlet#awaitReady}; called before each event is made. */
  void awaitReady() throws InterruptedException;

  /** Takes a header. Never blocks. */
  void header(MessageLite header);

  /** Takes a part of an object or frame, which lends its bytes only for this call. Never blocks. */
  void part(WireMessage part);

  /** Takes the end of the result. Never blocks. */
  void completion(ResultCompletion completion);

  /** Sends each event to {@code outlet} in the message that {@code envelope} tells. */
  static ResultSink to(Outlet<WireMessage> outlet, Envelope envelope) {
    return new ResultSink() {
      @Override
      public void awaitReady() throws InterruptedException {
        outlet.awaitReady();
      }

      @Override
      public void header(MessageLite header) {
        outlet.send(WireMessage.of(header).in(envelope.header));
      }

      @Override
      public void part(WireMessage part) {
        outlet.send(part.in(envelope.part));
      }

      @Override
      public void completion(ResultCompletion completion) {
        outlet.send(WireMessage.of(completion).in(envelope.completion));
      }
    };
  }

  /** The message that carries an event as its only field: the numbers of these fields. */
  record Envelope(int header, int part, int completion) {}
}
