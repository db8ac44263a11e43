package ai.dragoneye.gateway.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How connections are protected.
 *
 * @param certificateFile PEM certificate chain of the gateway; null for plaintext
 * @param privateKeyFile PEM private key of it
 * @param clientCaFile PEM authorities of client certificates; null where none are asked for
 * @param requireClientCertificate whether connections without one are refused
 * @param insecurePlaintext whether plaintext is meant although other hosts reach the gateway
 */
public record TlsSettings(
    @Nullable Path certificateFile,
    @Nullable Path privateKeyFile,
    @Nullable Path clientCaFile,
    boolean requireClientCertificate,
    boolean insecurePlaintext) {

  public TlsSettings {
    Require.that(
        (certificateFile == null) == (privateKeyFile == null),
        certificateFile == null ? "private_key_file" : "certificate_file",
        certificateFile == null ? "needs certificate_file" : "needs private_key_file");
    Require.that(
        clientCaFile == null || certificateFile != null,
        "client_ca_file",
        "has no effect without certificate_file");
    Require.that(
        !requireClientCertificate || clientCaFile != null,
        "require_client_certificate",
        "needs client_ca_file");
    Require.that(
        !insecurePlaintext || certificateFile == null,
        "insecure_plaintext",
        "contradicts certificate_file");
  }

  /** Whether TLS is spoken. */
  public boolean enabled() {
    return certificateFile != null;
  }
}
