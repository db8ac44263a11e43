package ai.dragoneye.gateway.server.results;

import com.google.protobuf.MessageLite;
import java.util.Iterator;
import java.util.List;

/**
 * The headers of a result, each made when it is asked for. Closing it gives back what they are made
 * of.
 *
 * @param <H> a header
 */
interface Headers<H extends MessageLite> extends Iterator<H>, AutoCloseable {
  @Override
  void close();

  /** A single one. */
  static <H extends MessageLite> Headers<H> of(H header) {
    Iterator<H> only = List.of(header).iterator();
    return new Headers<>() {
      @Override
      public boolean hasNext() {
        return only.hasNext();
      }

      @Override
      public H next() {
        return only.next();
      }

      @Override
      public void close() {}
    };
  }
}
