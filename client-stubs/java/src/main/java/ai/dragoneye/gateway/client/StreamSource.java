package ai.dragoneye.gateway.client;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream of the caller's: read once, never closed. */
final class StreamSource implements MediaSource {
  private final InputStream stream;
  private final AtomicBoolean taken = new AtomicBoolean();

  StreamSource(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Opened open() {
    if (taken.getAndSet(true)) {
      throw new IllegalStateException(
          "This stream was already read by another call: make new media for each call");
    }
    return new OpenedStream(new Unclosed(stream), OptionalLong.empty());
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream stream) {
      super(stream);
    }

    @Override
    public void close() {}
  }
}
