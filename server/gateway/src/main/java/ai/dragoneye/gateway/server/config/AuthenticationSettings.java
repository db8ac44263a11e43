package ai.dragoneye.gateway.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How callers are recognised. Client certificates, where {@link TlsSettings} ask for them, are
 * another way.
 *
 * @param insecureAnonymous whether calls that show nothing are let in as {@code anonymous}
 * @param tokensFile names and hashes of tokens; null for none
 * @param jwt tokens signed by an issuer
 */
public record AuthenticationSettings(
    boolean insecureAnonymous, @Nullable Path tokensFile, Jwt jwt) {

  /** Whether any token is accepted. */
  public boolean takesTokens() {
    return tokensFile != null || jwt.enabled();
  }

  /**
   * Tokens signed by an issuer.
   *
   * @param jwksUrl where the issuer publishes its keys; null for none or a file
   * @param jwksFile a file of such keys; null for none or a URL
   * @param jwksCaFile PEM authorities to trust at the URL instead of the JDK's
   * @param issuer what the token must name as its issuer
   * @param audience what the token must name among its audiences
   * @param algorithms what it may be signed with
   * @param nameClaim the claim that names the caller
   * @param leeway how far the clocks of issuer and gateway may differ
   * @param cacheTime how long keys fetched from the URL are used before they are fetched again
   * @param minFetchInterval bounds how often they are fetched for keys not among them
   */
  public record Jwt(
      @Nullable URI jwksUrl,
      @Nullable Path jwksFile,
      @Nullable Path jwksCaFile,
      @Nullable String issuer,
      @Nullable String audience,
      List<String> algorithms,
      String nameClaim,
      Duration leeway,
      Duration cacheTime,
      Duration minFetchInterval) {
    // Keys are fetched anew half a minute before it ends, which may take a while.
    private static final Duration SHORTEST_CACHE_TIME = Duration.ofMinutes(1);
    // No symmetric ones, whose key would have to be shared, and not none.
    private static final Set<String> ALGORITHMS =
        Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public Jwt {
      algorithms = List.copyOf(algorithms);
      Require.that(jwksUrl == null || jwksFile == null, "jwks_file", "contradicts jwks_url");
      Require.that(
          jwksUrl == null || isSafe(jwksUrl),
          "jwks_url",
          "must be https://, or http:// on loopback");
      boolean complete = issuer != null && audience != null;
      Require.that(
          jwksUrl == null || complete,
          "jwks_url",
          "needs issuer and audience, to hold tokens against");
      Require.that(
          jwksFile == null || complete,
          "jwks_file",
          "needs issuer and audience, to hold tokens against");
      Require.that(
          !algorithms.isEmpty() && ALGORITHMS.containsAll(algorithms),
          "algorithms",
          "must be some of " + String.join(", ", ALGORITHMS.stream().sorted().toList()));
      Require.that(!nameClaim.isBlank(), "name_claim", "must be the name of a claim");
      Require.that(!leeway.isNegative(), "leeway", "must not be negative");
      Require.that(
          cacheTime.compareTo(SHORTEST_CACHE_TIME) >= 0, "cache_time", "must be at least 1m");
      Require.positive("min_fetch_interval", minFetchInterval);
    }

    /** Whether such tokens are accepted. */
    public boolean enabled() {
      return jwksUrl != null || jwksFile != null;
    }

    private static boolean isSafe(URI url) {
      return "https".equals(url.getScheme())
          || ("http".equals(url.getScheme()) && Loopback.names(url.getHost()));
    }
  }
}
