package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.TlsSettings;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;

/**
 * All that TLS is spoken with, read at one time.
 *
 * @param context makes the connections' engines
 * @param expiry when the certificate, or one that it rests on, ends to be valid
 */
record ServedCertificate(SslContext context, Instant expiry) {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** The files that {@code settings} name, in the order that {@link #parse} wants them. */
  static List<Path> files(TlsSettings settings) {
    List<Path> files = new ArrayList<>();
    files.add(Objects.requireNonNull(settings.certificateFile()));
    files.add(Objects.requireNonNull(settings.privateKeyFile()));
    if (settings.clientCaFile() != null) {
      files.add(settings.clientCaFile());
    }
    return files;
  }

  /**
   * Makes ready what {@link #files} hold.
   *
   * @throws ConfigException where they cannot be served
   */
  static ServedCertificate parse(TlsSettings settings, List<byte[]> contents, Clock clock) {
    X509Certificate[] chain =
        Pem.certificates("tls.certificate_file: " + settings.certificateFile(), contents.get(0));
    PrivateKey key =
        Pem.privateKey("tls.private_key_file: " + settings.privateKeyFile(), contents.get(1));
    KeyPairCheck.requirePair(key, chain[0], settings);
    Instant expiry =
        Pem.requireValid("tls.certificate_file: " + settings.certificateFile(), chain, clock);
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forServer(key, chain), SslProvider.JDK)
            .protocols(PROTOCOLS);
    if (settings.clientCaFile() != null) {
      builder
          .trustManager(
              Pem.certificates("tls.client_ca_file: " + settings.clientCaFile(), contents.get(2)))
          .clientAuth(
              settings.requireClientCertificate() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
    }
    try {
      return new ServedCertificate(builder.build(), expiry);
    } catch (SSLException e) {
      throw new ConfigException(
          "tls: certificate and key cannot be served (" + e.getClass().getSimpleName() + ")");
    }
  }
}
