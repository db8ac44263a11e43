package ai.dragoneye.gateway.benchmarks.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * parquet-java as its examples show it: a {@link Group} a row, then the message, then its bytes.
 */
final class GroupDecoder implements Decoder {
  @Override
  public void decode(ByteBuffer bytes, WireSink sink) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdPages())
            .build();
    try (ParquetFileReader file = ParquetFileReader.open(new BufferFile(bytes), options)) {
      MessageType schema = file.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore pages = file.readNextRowGroup();
          pages != null;
          pages = file.readNextRowGroup()) {
        RecordReader<Group> rows = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        for (long row = 0; row < pages.getRowCount(); row++) {
          sink.accept(GroupObjects.object(rows.read()).toByteArray());
        }
      }
    }
  }

  @Override
  public Input input() {
    return Input.PARQUET;
  }
}
