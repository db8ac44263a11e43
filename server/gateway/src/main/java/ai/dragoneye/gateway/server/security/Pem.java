package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;

/**
 * Certificates and keys as PEM. {@code place} is the setting and the file, for people; messages
 * tell nothing of the content.
 */
final class Pem {
  private Pem() {}

  /** One certificate at least. */
  static X509Certificate[] certificates(String place, byte[] pem) {
    try {
      X509Certificate[] certificates =
          CertificateUtils.getX509Certificates(new ByteArrayInputStream(pem));
      if (certificates.length > 0) {
        return certificates;
      }
    } catch (CertificateException _) {
      // Its message may repeat the content.
    }
    throw new ConfigException(place + " holds no certificate; it must be PEM");
  }

  static PrivateKey privateKey(String place, byte[] pem) {
    try {
      return CertificateUtils.getPrivateKey(new ByteArrayInputStream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      throw new ConfigException(
          place
              + " holds no RSA or EC private key as PKCS #8 in PEM; convert it by openssl pkcs8"
              + " -topk8 -nocrypt");
    }
  }

  /**
   * When the first of the certificates ends.
   *
   * @throws ConfigException where one does not hold now
   */
  static Instant requireValid(String place, X509Certificate[] chain, Clock clock) {
    Date now = Date.from(clock.instant());
    for (X509Certificate certificate : chain) {
      try {
        certificate.checkValidity(now);
      } catch (CertificateExpiredException _) {
        throw new ConfigException(
            place + " expired at " + certificate.getNotAfter().toInstant() + "; renew it");
      } catch (CertificateNotYetValidException _) {
        throw new ConfigException(
            place
                + " is not valid before "
                + certificate.getNotBefore().toInstant()
                + "; check this machine's clock");
      }
    }
    return Stream.of(chain)
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
