package ai.dragoneye.gateway.server.results;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What every JDK has, without the exception for those that do not. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
