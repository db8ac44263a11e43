package ai.dragoneye.gateway.server.config;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param host name or address; empty for all interfaces
 * @param port 0 to 65535; 0 takes a free one
 */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.%]+)]|(?<host>[^:\\[\\]\\s]*)):(?<port>\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  public ListenAddress {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("must have a port of 0 to " + MAX_PORT);
    }
  }

  /** Reads {@code host:port}, {@code [v6]:port} or {@code :port}. */
  static ListenAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be host:port, for example 127.0.0.1:8080, [::1]:8080 or :8080");
    }
    String v6 = matcher.group("v6");
    return new ListenAddress(
        v6 == null ? matcher.group("host") : v6, Integer.parseInt(matcher.group("port")));
  }

  /** The same for a socket. */
  public InetSocketAddress socketAddress() {
    return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
