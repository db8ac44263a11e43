package ai.dragoneye.gateway.server.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Which hosts are this one, and reached by no other. */
final class Loopback {
  private Loopback() {}

  /** Whether {@code host} is a loopback address or localhost; a name that DNS must tell is not. */
  static boolean names(@Nullable String host) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    if ("localhost".equals(host)) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
