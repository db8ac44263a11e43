package ai.dragoneye.gateway.upstream.results;

import com.google.protobuf.ByteString;
import java.util.Set;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;

/** A column of names: UTF-8 in a BYTE_ARRAY. */
final class TextColumn extends ColumnCursor {
  static final String EXPECTED = "BYTE_ARRAY (STRING)";

  private static final Set<String> ANNOTATIONS = Set.of("STRING", "UTF8", "ENUM");

  TextColumn(LeafColumn column, RowPosition position) {
    super(column, position);
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    return leaf.physical() == Type.BYTE_ARRAY
        && (leaf.annotation() == null || ANNOTATIONS.contains(leaf.annotation()));
  }

  /** The next name as the UTF-8 that a message takes without decoding it. */
  ByteString next() {
    Binary value = value().getBinary();
    MemberFile file = position().file();
    file.checkBound(value.length(), "string bytes", file.bounds().stringBytes());
    ByteString text = ByteString.copyFrom(value.toByteBuffer());
    if (!text.isValidUtf8()) {
      throw position().corrupt("column %s is not UTF-8".formatted(column().name()));
    }
    consume();
    return text;
  }
}
