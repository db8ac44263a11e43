package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hands a downloaded archive over to be decoded. */
final class ReceivedArchive {
  private ReceivedArchive() {}

  static ResultArchive open(ByteSource bytes, HttpHeaders headers) {
    ArchiveHeaders said =
        new ArchiveHeaders(
            utf8(headers.get("X-Original-File-Name")), headers.get("X-Frames-Per-Second"));
    return ResultArchive.open(bytes, said, DecodeBounds.DEFAULT);
  }

  /**
   * Netty reads header values as ISO 8859-1; the service writes UTF-8, as the official SDK reads
   * it.
   */
  private static @Nullable String utf8(@Nullable String header) {
    return header == null
        ? null
        : new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
