package ai.dragoneye.gateway.cli.view;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An object or a frame and its place in the whole result.
 *
 * @param index from 0, counted before any filter; shown from 1
 */
public record Numbered<T>(long index, T element) {
  /** All elements of a result, in their order. */
  public static <T> List<Numbered<T>> all(List<T> elements) {
    return IntStream.range(0, elements.size())
        .mapToObj(index -> new Numbered<>(index, elements.get(index)))
        .toList();
  }

  String number() {
    return Long.toString(index + 1);
  }
}
