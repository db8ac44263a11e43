package ai.dragoneye.gateway.upstream.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** A parquet file of which the footer or pages are changed. */
final class ParquetSurgery {
  private static final String PREDICTIONS = "predictions.parquet";

  private byte[] pages;
  private final FileMetaData footer;

  private ParquetSurgery(byte[] pages, FileMetaData footer) {
    this.pages = pages;
    this.footer = footer;
  }

  /** On the predictions of a fixture. */
  static ParquetSurgery on(String fixture) {
    return on(fixture, PREDICTIONS);
  }

  /** On a member of a fixture. */
  static ParquetSurgery on(String fixture, String member) {
    byte[] file = ZipBytes.membersOf(Fixture.archive(fixture)).getOrDefault(member, new byte[0]);
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    int start = file.length - 8 - length;
    try {
      FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
      return new ParquetSurgery(Arrays.copyOf(file, start), footer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ParquetSurgery footer(Consumer<FileMetaData> change) {
    change.accept(footer);
    return this;
  }

  /** Changes the first schema element of that name. */
  ParquetSurgery schema(String name, Consumer<SchemaElement> change) {
    return schema(
        schema ->
            change.accept(
                schema.stream()
                    .filter(element -> element.getName().equals(name))
                    .findFirst()
                    .orElseThrow()));
  }

  /** Changes the schema, which has to stay a tree; columns are named after it. */
  ParquetSurgery schema(Consumer<List<SchemaElement>> change) {
    List<SchemaElement> schema = new ArrayList<>(footer.getSchema());
    change.accept(schema);
    footer.setSchema(schema);
    List<List<String>> paths = new ArrayList<>();
    collectPaths(schema.iterator(), List.of(), paths);
    for (RowGroup group : footer.getRow_groups()) {
      for (int i = 0; i < paths.size(); i++) {
        group.getColumns().get(i).getMeta_data().setPath_in_schema(paths.get(i));
      }
    }
    return this;
  }

  private static void collectPaths(
      Iterator<SchemaElement> schema, List<String> parent, List<List<String>> paths) {
    SchemaElement element = schema.next();
    List<String> path = Stream.concat(parent.stream(), Stream.of(element.getName())).toList();
    if (element.isSetType()) {
      paths.add(path.subList(1, path.size()));
    }
    for (int i = 0; i < element.getNum_children(); i++) {
      collectPaths(schema, path, paths);
    }
  }

  /** Changes a column in the first row group. */
  ParquetSurgery column(int ordinal, Consumer<ColumnMetaData> change) {
    RowGroup group = footer.getRow_groups().getFirst();
    change.accept(group.getColumns().get(ordinal).getMeta_data());
    return this;
  }

  /** Gives the first row group as many rows, as far as the footer is asked. */
  ParquetSurgery rows(long rows) {
    footer.getRow_groups().getFirst().setNum_rows(rows);
    footer.setNum_rows(rows);
    return this;
  }

  /** Puts other pages in the place of a column's. */
  ParquetSurgery replace(int ordinal, ForgedColumn column) {
    byte[] forged = column.bytes();
    int offset = pages.length;
    pages = Arrays.copyOf(pages, offset + forged.length);
    System.arraycopy(forged, 0, pages, offset, forged.length);
    // The first page's place only says that there is a dictionary before it: pages are read in
    // order.
    return column(
        ordinal,
        chunk -> {
          chunk.setData_page_offset(column.hasDictionary() ? offset + 1 : offset);
          chunk.setDictionary_page_offset(offset);
          chunk.setDictionary_page_offsetIsSet(column.hasDictionary());
          chunk.setTotal_compressed_size(forged.length);
          chunk.setCodec(column.codec());
          chunk.setNum_values(column.entries());
        });
  }

  /** Changes the page header that starts there, which has to keep its length. */
  ParquetSurgery pageHeader(long offset, Consumer<PageHeader> change) {
    ByteArrayInputStream in =
        new ByteArrayInputStream(pages, (int) offset, pages.length - (int) offset);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PageHeader header = Util.readPageHeader(in);
      change.accept(header);
      Util.writePageHeader(header, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(out.size()).isEqualTo(pages.length - (int) offset - in.available());
    System.arraycopy(out.toByteArray(), 0, pages, (int) offset, out.size());
    return this;
  }

  /** The page header that starts there. */
  static PageHeader headerAt(byte[] file, long offset) {
    try {
      return Util.readPageHeader(
          new ByteArrayInputStream(file, (int) offset, file.length - (int) offset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ParquetSurgery pages(Consumer<byte[]> change) {
    change.accept(pages);
    return this;
  }

  ColumnMetaData column(int ordinal) {
    return footer.getRow_groups().getFirst().getColumns().get(ordinal).getMeta_data();
  }

  /** Leaves only one row group. */
  ParquetSurgery onlyRowGroup(int ordinal) {
    RowGroup group = footer.getRow_groups().get(ordinal);
    footer.setRow_groups(List.of(group)).setNum_rows(group.getNum_rows());
    return this;
  }

  /** The file in an archive, as predictions. */
  byte[] archive() {
    return ZipBytes.predictions(file());
  }

  /** The file. */
  byte[] file() {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try {
      Util.writeFileMetaData(footer, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.allocate(pages.length + encoded.size() + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(pages)
        .put(encoded.toByteArray())
        .putInt(encoded.size())
        .put("PAR1".getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
