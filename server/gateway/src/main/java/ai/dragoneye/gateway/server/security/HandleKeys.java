package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys that handles are signed with, the one for new handles first. Immutable. */
final class HandleKeys {
  /** Bytes of what tells keys apart. */
  static final int ID_BYTES = 4;

  static final String ALGORITHM = "HmacSHA256";

  private static final int LEAST_BYTES = 32;
  private static final int MOST_KEYS = 16;

  private final List<Key> keys;

  /**
   * @param id tells it from others, in hex, and tells nothing of it
   */
  record Key(String id, SecretKey secret) {}

  private HandleKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads lines of base64; empty ones and those that begin with # are passed over.
   *
   * @throws ConfigException where a line is no key, or there is none or too many
   */
  static HandleKeys parse(Path file, byte[] content) {
    List<Key> keys = new ArrayList<>();
    int number = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\\R", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        keys.add(key(file + ":" + number, line.strip()));
      }
    }
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw problem(file + " must hold 1 to " + MOST_KEYS + " keys");
    }
    return new HandleKeys(keys);
  }

  private static Key key(String place, String line) {
    try {
      byte[] secret = Base64.getDecoder().decode(line);
      if (secret.length >= LEAST_BYTES) {
        byte[] domain = "task-handle-key".getBytes(StandardCharsets.US_ASCII);
        byte[] hashed = Arrays.copyOf(domain, domain.length + secret.length);
        System.arraycopy(secret, 0, hashed, domain.length, secret.length);
        return new Key(
            HexFormat.of().formatHex(Sha256.of(hashed), 0, ID_BYTES),
            new SecretKeySpec(secret, ALGORITHM));
      }
    } catch (IllegalArgumentException _) {
      // Its message may repeat the line.
    }
    throw problem(place + ": must be " + LEAST_BYTES + " bytes or more in base64");
  }

  private static ConfigException problem(String problem) {
    return new ConfigException("task_handle_keys_file: " + problem);
  }

  Key first() {
    return keys.getFirst();
  }

  /** Those of that id, of which there may by chance be two. */
  List<Key> withId(String id) {
    return keys.stream().filter(key -> key.id.equals(id)).toList();
  }
}
