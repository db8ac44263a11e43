package ai.dragoneye.gateway.server.security;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A certificate authority of a test. */
final class Authority {
  private final X509Bundle root;

  Authority(String name) {
    root = build(builder -> builder.setIsCertificateAuthority(true), "CN=" + name, null);
  }

  /** A certificate for this host that ends in a month. */
  X509Bundle server() {
    return server(Instant.now().plus(Duration.ofDays(30)));
  }

  X509Bundle server(Instant end) {
    return build(builder -> builder.addSanIpAddress("127.0.0.1").notAfter(end), "CN=gateway", root);
  }

  X509Bundle client(UnaryOperator<CertificateBuilder> names) {
    return build(names, "CN=someone, O=Somewhere", root);
  }

  private static X509Bundle build(
      UnaryOperator<CertificateBuilder> more, String subject, @Nullable X509Bundle issuer) {
    CertificateBuilder builder =
        more.apply(
            new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .notBefore(Instant.now().minus(Duration.ofDays(2))));
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the authority's own certificate. */
  Path writeTo(Path file) {
    return write(file, root.getCertificatePEM());
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes {@code tls.crt} and {@code tls.key} into a folder. */
  static void write(Path folder, X509Bundle bundle) {
    write(folder.resolve("tls.crt"), bundle.getCertificatePathPEM());
    write(folder.resolve("tls.key"), bundle.getPrivateKeyPEM());
  }

  /** A channel that trusts this authority and shows {@code certificate}, if any. */
  ManagedChannel channel(int port, @Nullable X509Bundle certificate) {
    return channel(port, certificate, "TLSv1.3");
  }

  ManagedChannel channel(int port, @Nullable X509Bundle certificate, String protocol) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .sslContext(clientContext(certificate, protocol))
        .build();
  }

  private SslContext clientContext(@Nullable X509Bundle certificate, String protocol) {
    SslContextBuilder builder =
        GrpcSslContexts.forClient().trustManager(root.getCertificate()).protocols(protocol);
    if (certificate != null) {
      builder.keyManager(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath());
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }
}
