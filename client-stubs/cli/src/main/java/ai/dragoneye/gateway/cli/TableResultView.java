package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A result as a table, laid out a block at a time: of any length in little memory. A block ends
 * where it is large, or where the next element took long to come.
 */
final class TableResultView<H, T extends MessageLite> implements ResultView<H, T> {
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_BYTES = 256 * 1024;
  private static final long MAX_NANOS = 500_000_000;

  private final Output out;
  private final Function<List<Numbered<T>>, List<String>> layout;
  private final List<Numbered<T>> block = new ArrayList<>();
  private final LongSupplier nanoTime;
  private long blockBytes;
  private long flushedNanos;
  private boolean begun;

  TableResultView(Output out, Function<List<Numbered<T>>, List<String>> layout) {
    this(out, layout, System::nanoTime);
  }

  TableResultView(
      Output out, Function<List<Numbered<T>>, List<String>> layout, LongSupplier nanoTime) {
    this.out = out;
    this.layout = layout;
    this.nanoTime = nanoTime;
    this.flushedNanos = nanoTime.getAsLong();
  }

  @Override
  public void header(H header) {
    flushedNanos = nanoTime.getAsLong();
  }

  @Override
  public void element(T element, ResultPlace place) throws IOException {
    block.add(new Numbered<>(place.index(), element));
    blockBytes += element.getSerializedSize();
    if (isDue()) {
      flush();
    }
  }

  private boolean isDue() {
    return block.size() >= MAX_ELEMENTS
        || blockBytes >= MAX_BYTES
        || nanoTime.getAsLong() - flushedNanos >= MAX_NANOS;
  }

  @Override
  public void flush() throws IOException {
    if (!block.isEmpty() || !begun) {
      begun = true;
      List<String> lines = layout.apply(List.copyOf(block));
      block.clear();
      blockBytes = 0;
      out.lines(lines);
    }
    flushedNanos = nanoTime.getAsLong();
  }

  @Override
  public void completion(ResultCompletion counts) {}
}
