package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.TlsSettings;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/**
 * Tells a private key of another certificate, such as one half of a pair that is being replaced.
 */
final class KeyPairCheck {
  private static final byte[] SIGNED = {1, 2, 3};

  private KeyPairCheck() {}

  static void requirePair(PrivateKey key, X509Certificate certificate, TlsSettings settings) {
    if (!isPair(key, certificate)) {
      throw new ConfigException(
          "tls.private_key_file: "
              + settings.privateKeyFile()
              + " does not belong to the first certificate in "
              + settings.certificateFile()
              + "; replace both together");
    }
  }

  private static boolean isPair(PrivateKey key, X509Certificate certificate) {
    String algorithm = "EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(SIGNED);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(SIGNED);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
