package ai.dragoneye.gateway.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells after each write how many bytes there were. */
final class CountedStream extends FilterOutputStream {
  private final LongConsumer listener;
  private long bytes;

  CountedStream(OutputStream out, LongConsumer listener) {
    super(out);
    this.listener = listener;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    count(1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    count(length);
  }

  private void count(int more) {
    bytes += more;
    listener.accept(bytes);
  }
}
