package ai.dragoneye.gateway.upstream.results;

import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/** A column of names: UTF-8 in a BYTE_ARRAY. */
final class TextColumn extends ColumnCursor {
  static final String EXPECTED = "BYTE_ARRAY (STRING)";

  private static final Set<String> ANNOTATIONS = Set.of("STRING", "UTF8", "ENUM");

  private final ReaderMemory memory;
  private final TextSlice slice = new TextSlice();
  private final DictionaryIds ids;
  private final Scratch dictionaryBytes;
  private @Nullable TextDictionary dictionary;
  private @Nullable TextDecoder decoder;

  TextColumn(LeafColumn column, TableColumns table) {
    super(column, table);
    this.memory = table.memory();
    this.ids = new DictionaryIds(memory);
    this.dictionaryBytes = new Scratch(memory);
  }

  static boolean accepts(SchemaNode.Leaf leaf) {
    return leaf.physical() == Type.BYTE_ARRAY
        && (leaf.annotation() == null || ANNOTATIONS.contains(leaf.annotation()));
  }

  /**
   * The name of the entry ahead, which has to have one and to be consumed then, the name being used
   * before.
   */
  TextSlice name() {
    if (isNull()) {
      throw nullFound();
    }
    values().read(slice);
    MemberFile file = position().file();
    file.checkBound(slice.length(), "string bytes", file.bounds().stringBytes());
    if (!slice.isUtf8()) {
      throw position().corrupt("column %s is not UTF-8".formatted(column().name()));
    }
    return slice;
  }

  @Override
  void openDictionary(PageBody page, int count) {
    if (dictionary != null) {
      memory.give(TextDictionary.memoryBytes(dictionary.size()));
      dictionary = null;
    }
    if (count <= 0 || column().leaf().isAlwaysNull()) {
      return;
    }
    memory.take(TextDictionary.memoryBytes(count));
    // The page is overwritten by the next one.
    int size = page.valuesTo();
    byte[] bytes = dictionaryBytes.atLeast(size);
    System.arraycopy(page.bytes(), 0, bytes, 0, size);
    dictionary = new TextDictionary(bytes, size, count);
  }

  @Override
  void openValues(PageBody page, int entries) {
    if (column().leaf().isAlwaysNull()) {
      throw position().file().corrupt("column %s has values".formatted(column().name()));
    }
    decoder = null;
    decoder = decoderOf(page, entries);
  }

  private TextDecoder decoderOf(PageBody page, int entries) {
    if (page.encoding() == Encoding.PLAIN) {
      return new PlainTexts(page.bytes(), page.valuesFrom(), page.valuesTo());
    }
    if (!page.encoding().usesDictionary()) {
      return new JavaTexts(page.javaValues(entries));
    }
    if (dictionary == null) {
      throw new ParquetDecodingException("there is no dictionary");
    }
    ids.open(page);
    return new DictionaryTexts(dictionary, ids);
  }

  /** They stay where they are until each is taken. */
  @Override
  void readValues(int count) {}

  @Override
  void skipValues(int count) {
    values().skip(count);
  }

  @Override
  void passValues(int count) {
    if (count > 0) {
      values().skip(count);
    }
  }

  private TextDecoder values() {
    if (decoder == null) {
      throw new IllegalStateException("column %s has no page".formatted(column().name()));
    }
    return decoder;
  }
}
