package ai.dragoneye.gateway.simulator.archive;

import ai.dragoneye.gateway.simulator.archive.RowWriter.ElementWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into a zstd-compressed parquet file in memory. Hadoop's {@link Configuration} is
 * named here because parquet-java's signatures name it; it is never loaded, and is not on the class
 * path at run time.
 */
final class ParquetFile {
  private ParquetFile() {}

  static <T> byte[] of(MessageType schema, Iterable<T> rows, ElementWriter<T> layout) {
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<T> writer = new Builder<>(file, schema, layout).build()) {
      for (T row : rows) {
        writer.write(row);
      }
    } catch (IOException inMemoryNeverFails) {
      throw new UncheckedIOException(inMemoryNeverFails);
    }
    return file.bytes();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final MessageType schema;
    private final ElementWriter<T> layout;

    Builder(OutputFile file, MessageType schema, ElementWriter<T> layout) {
      super(file);
      this.schema = schema;
      this.layout = layout;
      withConf(new PlainParquetConfiguration());
      withCodecFactory(new ZstdCodecs());
      withCompressionCodec(CompressionCodecName.ZSTD);
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, so it has to be there
    protected WriteSupport<T> getWriteSupport(Configuration unused) {
      throw new UnsupportedOperationException("there is no Hadoop here");
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows<>(schema, layout);
    }
  }

  private static final class Rows<T> extends WriteSupport<T> {
    private final MessageType schema;
    private final ElementWriter<T> layout;
    private @Nullable RecordConsumer out;

    Rows(MessageType schema, ElementWriter<T> layout) {
      this.schema = schema;
      this.layout = layout;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, so it has to be there
    public WriteContext init(Configuration unused) {
      throw new UnsupportedOperationException("there is no Hadoop here");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(T row) {
      RecordConsumer consumer = Objects.requireNonNull(out);
      consumer.startMessage();
      layout.write(row, new RowWriter(consumer));
      consumer.endMessage();
    }
  }
}
