package ai.dragoneye.gateway.upstream.http;

import io.netty.resolver.NoopAddressResolverGroup;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** Sends a client's connections through a proxy, which then resolves the names. */
final class Proxies {
  private Proxies() {}

  /** The way through the proxy, if any; an IllegalArgumentException where its kind is unknown. */
  static UnaryOperator<HttpClient> of(@Nullable URI proxy) {
    if (proxy == null) {
      return UnaryOperator.identity();
    }
    ProxyProvider.Proxy type = typeOf(proxy);
    return client ->
        client
            .proxy(spec -> describe(spec.type(type).host(proxy.getHost()), proxy, type))
            .resolver(NoopAddressResolverGroup.INSTANCE);
  }

  private static void describe(ProxyProvider.Builder builder, URI proxy, ProxyProvider.Proxy type) {
    builder.port(portOf(proxy, type));
    String userInfo = proxy.getRawUserInfo();
    if (userInfo != null) {
      String[] parts = userInfo.split(":", 2);
      builder.username(decode(parts[0]));
      builder.password(_ -> parts.length == 2 ? decode(parts[1]) : "");
    }
  }

  private static ProxyProvider.Proxy typeOf(URI proxy) {
    String scheme = proxy.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http" -> ProxyProvider.Proxy.HTTP;
      case "socks4" -> ProxyProvider.Proxy.SOCKS4;
      case "socks5" -> ProxyProvider.Proxy.SOCKS5;
      default ->
          throw new IllegalArgumentException(
              "the proxy must start with http://, socks4:// or socks5://, not " + scheme + "://");
    };
  }

  private static int portOf(URI proxy, ProxyProvider.Proxy type) {
    if (proxy.getPort() != -1) {
      return proxy.getPort();
    }
    return type == ProxyProvider.Proxy.HTTP ? 3128 : 1080;
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
