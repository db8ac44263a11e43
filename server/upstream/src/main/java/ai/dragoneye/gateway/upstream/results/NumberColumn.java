package ai.dragoneye.gateway.upstream.results;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers of 64 bits, or of 32 that are widened; doubles as their bits. The values of a
 * window stand side by side, little-endian: in the page itself where they are stored so, which is
 * how most are.
 */
abstract class NumberColumn extends ColumnCursor {
  /** Holds the values of the window. */
  byte[] values = {};

  /** Where the next value is. */
  int next;

  private final NumberType type;
  private final ReaderMemory memory;
  private final Scratch decoded;
  private final DictionaryIds ids;
  private long[] dictionary = {};
  private @Nullable NumberDecoder decoder;
  private int plainNext;
  private int plainEnd;

  NumberColumn(LeafColumn column, TableColumns table) {
    super(column, table);
    this.type = NumberType.of(column.leaf());
    this.memory = table.memory();
    this.decoded = new Scratch(memory);
    this.ids = new DictionaryIds(memory);
  }

  /** The bits of the entry ahead, which has to have a value. */
  final long nextBits() {
    if (definitions[at] < maxDefinition) {
      throw nullFound();
    }
    long bits = LittleEndian.getLong(values, next);
    next += Long.BYTES;
    consume();
    return bits;
  }

  final boolean isUnsigned() {
    return type == NumberType.UINT64;
  }

  @Override
  final void openDictionary(PageBody page, int count) {
    memory.give((long) dictionary.length * Long.BYTES);
    dictionary = new long[0];
    if (count <= 0 || column().leaf().isAlwaysNull()) {
      return;
    }
    memory.take((long) count * Long.BYTES);
    dictionary = new long[count];
    for (int i = 0; i < count; i++) {
      dictionary[i] = type.plain(page.bytes(), i * type.bytes());
    }
  }

  @Override
  final void openValues(PageBody page, int entries) {
    if (column().leaf().isAlwaysNull()) {
      throw position().file().corrupt("column %s has values".formatted(column().name()));
    }
    decoder = null;
    decoder = decoderOf(page, entries);
    if (decoder == null) {
      values = page.bytes();
      plainNext = page.valuesFrom();
      plainEnd = page.valuesTo();
    }
  }

  /** Null where the values stand in the page as they are wanted. */
  private @Nullable NumberDecoder decoderOf(PageBody page, int entries) {
    if (page.encoding() == Encoding.PLAIN) {
      return type.bytes() == Long.BYTES ? null : new NarrowNumbers(type, page);
    }
    if (page.encoding().usesDictionary()) {
      ids.open(page);
      return new DictionaryNumbers(dictionary, ids);
    }
    return new JavaNumbers(type, page.javaValues(entries));
  }

  @Override
  final void readValues(int count) {
    if (decoder == null) {
      next = plainNext;
      skipPlain(count);
    } else {
      values = decoded.atLeast(count * Long.BYTES);
      next = 0;
      decoder.read(values, count);
    }
  }

  @Override
  final void skipValues(int count) {
    if (decoder == null) {
      skipPlain(count);
    } else {
      decoder.skip(count);
    }
  }

  @Override
  final void passValues(int count) {
    next += count * Long.BYTES;
  }

  private void skipPlain(int count) {
    long bytes = (long) count * Long.BYTES;
    if (bytes > plainEnd - plainNext) {
      throw new ParquetDecodingException("values end early");
    }
    plainNext += (int) bytes;
  }
}
