package ai.dragoneye.gateway.upstream.results;

import java.io.InputStream;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Reads the metadata structures of parquet. parquet-java's own {@code Util} does the same without a
 * limit for page headers: there a few forged bytes allocate 100 MB.
 */
final class ThriftReader {
  static final int MAX_NESTING = 64;

  static {
    // Shared by all of this process, but only by the shaded copy of thrift in parquet-java. Unknown
    // fields are skipped
    // recursively, without a limit by default.
    TProtocolUtil.setMaxSkipDepth(MAX_NESTING);
  }

  private ThriftReader() {}

  /** Fills {@code message}; one of more than {@code maxBytes} fails. */
  static <T extends TBase<?, ?>> T read(InputStream in, T message, int maxBytes) throws TException {
    TConfiguration limits = new TConfiguration(maxBytes, maxBytes, MAX_NESTING);
    message.read(new TCompactProtocol(new TIOStreamTransport(limits, in)));
    return message;
  }
}
