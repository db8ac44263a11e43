package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.v1.ResultCompletion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A result as a table, laid out a block at a time: of any length in little memory. */
final class TableResultView<H, T> implements ResultView<H, T> {
  private static final int BLOCK = 100;

  private final Output out;
  private final Function<List<Numbered<T>>, List<String>> layout;
  private final List<Numbered<T>> block = new ArrayList<>();
  private boolean begun;

  TableResultView(Output out, Function<List<Numbered<T>>, List<String>> layout) {
    this.out = out;
    this.layout = layout;
  }

  @Override
  public void header(H header) {}

  @Override
  public void element(T element, ResultPlace place) throws IOException {
    block.add(new Numbered<>(place.index(), element));
    if (block.size() == BLOCK) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (!block.isEmpty() || !begun) {
      begun = true;
      List<String> lines = layout.apply(List.copyOf(block));
      block.clear();
      out.lines(lines);
    }
  }

  @Override
  public void completion(ResultCompletion counts) {}
}
