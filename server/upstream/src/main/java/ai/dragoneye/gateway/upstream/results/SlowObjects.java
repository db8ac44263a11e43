package ai.dragoneye.gateway.upstream.results;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Encodes whole messages. */
final class SlowObjects<T> implements EncodedObjects {
  private final ObjectReader<T> reader;
  private final Predicate<T> filter;
  private final Function<T, List<ObjectPiece>> cut;
  private final long start;
  private final long rowCount;
  private long row = -1;
  private List<ObjectPiece> pieces = List.of();

  SlowObjects(
      TableReader<T> reader, Predicate<T> filter, Function<T, List<ObjectPiece>> cut, long start) {
    this.reader = reader;
    this.filter = filter;
    this.cut = cut;
    this.start = start;
    this.rowCount = reader.rowCount();
  }

  @Override
  public boolean next() {
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      T object = reader.next();
      if (object == null) {
        return false;
      }
      row++;
      if (row >= start && filter.test(object)) {
        pieces = cut.apply(object);
        return true;
      }
    }
  }

  @Override
  public long index() {
    return row;
  }

  @Override
  public long readCount() {
    return Math.max(0, row + 1 - start);
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  @Override
  public @Nullable ObjectPiece nextPiece() {
    if (pieces.isEmpty()) {
      return null;
    }
    ObjectPiece first = pieces.getFirst();
    pieces = pieces.subList(1, pieces.size());
    return first;
  }

  @Override
  public void close() {
    reader.close();
  }
}
