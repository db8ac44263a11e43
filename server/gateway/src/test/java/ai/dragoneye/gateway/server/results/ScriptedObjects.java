package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.EncodedObjects;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects that consist of given pieces. */
final class ScriptedObjects implements EncodedObjects {
  private final List<List<ObjectPiece>> objects;
  private final Deque<ObjectPiece> pieces = new ArrayDeque<>();
  private int index;
  private boolean closed;

  ScriptedObjects(int start, List<List<ObjectPiece>> objects) {
    this.objects = objects;
    this.index = start - 1;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public boolean next() {
    index++;
    pieces.clear();
    if (index >= objects.size()) {
      return false;
    }
    pieces.addAll(objects.get(index));
    return true;
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long readCount() {
    return index;
  }

  @Override
  public long rowCount() {
    return objects.size();
  }

  @Override
  public @Nullable ObjectPiece nextPiece() {
    return pieces.poll();
  }

  @Override
  public void close() {
    closed = true;
  }
}
