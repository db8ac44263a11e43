package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/**
 * A file in which one column has a dictionary and a page made of the fuzzer's bytes, under headers
 * that are right about their sizes: nothing stands between the fuzzer and the decoders of values.
 */
final class FuzzedPage {
  private static final List<Encoding> ENCODINGS =
      List.of(
          Encoding.PLAIN,
          Encoding.RLE_DICTIONARY,
          Encoding.DELTA_BINARY_PACKED,
          Encoding.DELTA_LENGTH_BYTE_ARRAY,
          Encoding.DELTA_BYTE_ARRAY,
          Encoding.BYTE_STREAM_SPLIT,
          Encoding.RLE);
  private static final int HEAD_BYTES = 8;
  private static final int COLUMNS = 16;

  private FuzzedPage() {}

  /** The archive for the bytes, which have to be accepted. */
  static byte[] archive(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int ordinal = input.get() & (COLUMNS - 1);
    int form = Byte.toUnsignedInt(input.get());
    int count = Short.toUnsignedInt(input.getShort());
    int dictionaryCount = Byte.toUnsignedInt(input.get());
    int repetitionBytes = Byte.toUnsignedInt(input.get());
    int definitionBytes = Byte.toUnsignedInt(input.get());
    byte[] dictionary = new byte[Math.min(Byte.toUnsignedInt(input.get()), input.remaining())];
    input.get(dictionary);
    byte[] page = new byte[input.remaining()];
    input.get(page);

    ForgedColumn column = new ForgedColumn(0, 0).entries(count);
    if (dictionary.length > 0) {
      column.dictionary(dictionaryCount, dictionary.length, dictionary);
    }
    Encoding encoding = ENCODINGS.get((form >> 1) % ENCODINGS.size());
    boolean second = (form & 1) != 0;
    PageHeader header =
        new PageHeader(
            second ? PageType.DATA_PAGE_V2 : PageType.DATA_PAGE, page.length, page.length);
    if (second) {
      header.setData_page_header_v2(
          new DataPageHeaderV2(count, 0, 5, encoding, definitionBytes, repetitionBytes));
    } else {
      header.setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
    }
    return ParquetSurgery.on("arrow-plain").replace(ordinal, column.append(header, page)).archive();
  }

  /** Whether the bytes are enough for a page. */
  static boolean accepts(byte[] bytes) {
    return bytes.length > HEAD_BYTES;
  }

  /** For each column, the bytes that give it the page it has. */
  static List<byte[]> seeds() {
    byte[] file = ParquetSurgery.on("arrow-plain").file();
    return IntStream.range(0, COLUMNS).mapToObj(ordinal -> seed(file, ordinal)).toList();
  }

  private static byte[] seed(byte[] file, int ordinal) {
    ColumnMetaData chunk = ParquetSurgery.on("arrow-plain").column(ordinal);
    int end = (int) (chunk.getData_page_offset() + chunk.getTotal_compressed_size());
    int size = ParquetSurgery.headerAt(file, chunk.getData_page_offset()).getCompressed_page_size();
    byte[] page = Arrays.copyOfRange(file, end - size, end);
    return ByteBuffer.allocate(HEAD_BYTES + page.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) ordinal)
        .put((byte) 0)
        .putShort((short) chunk.getNum_values())
        .putInt(0)
        .put(page)
        .array();
  }
}
