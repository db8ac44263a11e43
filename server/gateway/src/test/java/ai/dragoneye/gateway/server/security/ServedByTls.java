package ai.dragoneye.gateway.server.security;

import java.nio.file.Path;

/** A gateway with a certificate. */
public final class ServedByTls {
  private ServedByTls() {}

  /** Writes a certificate into {@code folder} and gives the settings to serve with it. */
  public static String[] settings(Path folder) {
    Authority.write(folder, new Authority("tests").server());
    return new String[] {
      "TLS_CERTIFICATE_FILE", folder.resolve("tls.crt").toString(),
      "TLS_PRIVATE_KEY_FILE", folder.resolve("tls.key").toString(),
      "HEALTH_LISTEN", "127.0.0.1:0"
    };
  }
}
