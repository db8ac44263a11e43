package ai.dragoneye.gateway.upstream.address;

import ai.dragoneye.gateway.upstream.UpstreamSettings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides where media may be posted to. Upload URLs come from outside, so a forged one must not
 * reach what only this machine or its network can reach.
 *
 * @param allowLoopback whether this machine may be posted to
 * @param allowPrivate whether private networks may be posted to
 * @param allowHttp whether plain http will do
 */
public record AddressPolicy(boolean allowLoopback, boolean allowPrivate, boolean allowHttp) {
  /**
   * The policy for the object store of a service: a service on loopback may use a store on
   * loopback, and http there.
   */
  public static AddressPolicy of(URI baseUrl, UpstreamSettings.Addresses settings) {
    boolean loopback = isLoopback(baseUrl.getHost());
    boolean plain = "http".equalsIgnoreCase(baseUrl.getScheme());
    return new AddressPolicy(
        loopback || settings.allowPrivate(),
        settings.allowPrivate(),
        settings.allowHttp() || (loopback && plain));
  }

  /** Throws where the URL's scheme, or the address it spells out, is not allowed. */
  public void check(URI url) throws AddressRefusedException {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new AddressRefusedException("the upload URL is not an https URL");
    }
    if (scheme.equals("http") && !allowHttp) {
      throw new AddressRefusedException(
          "the upload URL is http, which is not allowed (allow_http permits it)");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      throw new AddressRefusedException("the upload URL has no plain host");
    }
    InetAddress literal = literal(url.getHost());
    if (literal != null) {
      check(literal);
    }
  }

  /** Throws where the address is not allowed. */
  public void check(InetAddress address) throws AddressRefusedException {
    AddressClass found = AddressClass.of(address);
    boolean allowed =
        switch (found) {
          case PUBLIC -> true;
          case LOOPBACK -> allowLoopback;
          case PRIVATE, SHARED -> allowPrivate;
          case LINK_LOCAL, METADATA, MULTICAST, UNSPECIFIED, RESERVED -> false;
        };
    if (!allowed) {
      throw new AddressRefusedException(
          "the upload URL leads to %s, a %s address%s"
              .formatted(NetUtil.toAddressString(address), found.description(), permission(found)));
    }
  }

  private static String permission(AddressClass found) {
    return switch (found) {
      case LOOPBACK, PRIVATE, SHARED -> ", which is not allowed (allow_private permits it)";
      default -> ", which is never allowed";
    };
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    InetAddress literal = literal(host);
    return literal != null && literal.isLoopbackAddress();
  }

  private static @Nullable InetAddress literal(String host) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
