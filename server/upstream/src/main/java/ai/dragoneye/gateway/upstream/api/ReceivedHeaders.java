package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a result. */
final class ReceivedHeaders {
  private ReceivedHeaders() {}

  static ArchiveHeaders of(HttpHeaders headers) {
    return new ArchiveHeaders(
        utf8(headers.get("X-Original-File-Name")), headers.get("X-Frames-Per-Second"));
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
