package ai.dragoneye.gateway.server.config;

/** Keeps a gateway from being open to other hosts by mistake. */
final class Exposure {
  private Exposure() {}

  /**
   * Refuses what is open by mistake.
   *
   * @param place where the address is configured, for people
   * @throws ConfigException where other hosts reach what is listened on and neither protection nor
   *     the wish to go without it is configured
   */
  static void check(
      String place, ListenAddress listen, TlsSettings tls, AuthenticationSettings authentication) {
    if (Loopback.names(listen.host())) {
      return;
    }
    if (!tls.enabled() && !tls.insecurePlaintext()) {
      throw exposed(
          place,
          listen,
          "without TLS; set tls.certificate_file and tls.private_key_file,"
              + " or tls.insecure_plaintext to true where plaintext is meant");
    }
    if (!authentication.takesTokens()
        && tls.clientCaFile() == null
        && !authentication.insecureAnonymous()) {
      throw exposed(
          place,
          listen,
          "without authentication; set authentication.tokens_file, authentication.jwt or"
              + " tls.client_ca_file, or authentication.insecure_anonymous to true where anybody may"
              + " call");
    }
  }

  private static ConfigException exposed(String place, ListenAddress listen, String how) {
    return new ConfigException(place + "listen: other hosts reach " + listen + " " + how);
  }
}
