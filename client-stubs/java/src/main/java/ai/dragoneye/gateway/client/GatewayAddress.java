package ai.dragoneye.gateway.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a gateway is and how to speak to it.
 *
 * @param host host name or address; IPv6 in brackets
 * @param tls whether to use TLS: as the scheme says; without a scheme everywhere but on loopback
 */
record GatewayAddress(String host, int port, boolean tls) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<scheme>https|grpcs|http|grpc)://|dns:///)?(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?/?");
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static GatewayAddress parse(String address) {
    Matcher parts = FORM.matcher(address);
    if (!parts.matches()) {
      throw unusable(address);
    }
    String host = parts.group("host");
    String scheme = parts.group("scheme");
    boolean tls =
        scheme == null ? !isLoopback(host) : scheme.equals("https") || scheme.equals("grpcs");
    return new GatewayAddress(host, port(parts, tls, address), tls);
  }

  private static int port(Matcher parts, boolean tls, String address) {
    String port = parts.group("port");
    if (port == null) {
      if (parts.group("scheme") == null) {
        throw unusable(address);
      }
      return tls ? 443 : 80;
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw unusable(address);
    }
    return number;
  }

  private static IllegalArgumentException unusable(String address) {
    // What stands before an @ may be a password.
    String shown = address.contains("@") ? "one with an @" : "'" + address + "'";
    return new IllegalArgumentException(
        "The address of the gateway must be host:port, https://host[:port] or http://host[:port], and %s is not"
            .formatted(shown));
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  /** Whether others could listen in. */
  boolean exposed() {
    return !tls && !isLoopback(host);
  }

  /** The name for gRPC, which resolves it to all of the host's addresses. */
  String target() {
    return "dns:///" + this;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
