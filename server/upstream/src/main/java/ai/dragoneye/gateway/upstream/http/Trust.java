package ai.dragoneye.gateway.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

/** Certificate authorities trusted besides the JDK's. Host names are verified in any case. */
final class Trust {
  private Trust() {}

  /** Reads the file, if any, at once; an IllegalArgumentException where it cannot be used. */
  static UnaryOperator<HttpClient> of(@Nullable Path file) {
    if (file == null) {
      return UnaryOperator.identity();
    }
    X509Certificate[] trusted =
        Stream.concat(ofJdk(), ofFile(file)).toArray(X509Certificate[]::new);
    return client -> trusting(client, trusted);
  }

  private static HttpClient trusting(HttpClient client, X509Certificate[] trusted) {
    return client.secure(
        spec ->
            spec.sslContext(
                (SslProvider.GenericSslContextSpec<?>)
                    Http11SslContextSpec.forClient()
                        .configure(builder -> builder.trustManager(trusted))));
  }

  private static Stream<X509Certificate> ofFile(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "upstream.network.trusted_certificates: "
                + file
                + " holds no certificate; it must be PEM");
      }
      return found.stream().map(X509Certificate.class::cast);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(
          "upstream.network.trusted_certificates: "
              + file
              + " cannot be read as PEM certificates; check path, rights and content",
          unreadable);
    }
  }

  private static Stream<X509Certificate> ofJdk() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the JDK's own certificates cannot be read", impossible);
    }
  }
}
