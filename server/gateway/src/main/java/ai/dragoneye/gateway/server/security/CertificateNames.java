package ai.dragoneye.gateway.server.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The name of who shows a certificate: its first URI, else its first DNS name, else its common
 * name.
 */
final class CertificateNames {
  // RFC 5280, GeneralName.
  private static final int DNS = 2;
  private static final int URI = 6;

  private CertificateNames() {}

  static Optional<String> nameIn(X509Certificate certificate) {
    return alternative(certificate, URI)
        .or(() -> alternative(certificate, DNS))
        .or(() -> commonName(certificate))
        .filter(CallerNames::usable);
  }

  private static Optional<String> alternative(X509Certificate certificate, int type) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException _) {
      return Optional.empty();
    }
    return names == null
        ? Optional.empty()
        : names.stream()
            .filter(name -> Integer.valueOf(type).equals(name.get(0)))
            .map(name -> String.valueOf(name.get(1)))
            .findFirst();
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().reversed().stream()
              .filter(rdn -> "CN".equalsIgnoreCase(rdn.getType()))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst();
    } catch (InvalidNameException _) {
      return Optional.empty();
    }
  }
}
