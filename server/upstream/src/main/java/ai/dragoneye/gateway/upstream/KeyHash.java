package ai.dragoneye.gateway.upstream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for an API key where state is shared among calls: two calls share only what they may both
 * see, and the key itself is not kept.
 *
 * @param hex SHA-256 of the key
 */
public record KeyHash(String hex) {
  /** The hash of {@code key}. */
  public static KeyHash of(ApiKey key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(key.value().getBytes(StandardCharsets.US_ASCII));
      return new KeyHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
