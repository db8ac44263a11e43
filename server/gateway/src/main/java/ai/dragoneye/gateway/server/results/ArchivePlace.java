package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Which archive it is, and whose. Holds the hash of the key, never the key.
 *
 * @param keyHash in hexadecimal digits
 * @param taskUuid the task whose result it is
 */
record ArchivePlace(String keyHash, String taskUuid) {
  static ArchivePlace of(ApiKey key, String taskUuid) {
    byte[] hash = Digests.sha256().digest(key.value().getBytes(StandardCharsets.US_ASCII));
    return new ArchivePlace(HexFormat.of().formatHex(hash), taskUuid);
  }
}
