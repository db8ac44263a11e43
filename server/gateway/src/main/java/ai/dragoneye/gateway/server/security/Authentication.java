package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.AuthenticationSettings;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises callers by what they show: a token before a client certificate, and nothing at all
 * only where that is allowed.
 */
final class Authentication implements Callers {
  private static final String SCHEME = "bearer ";
  private static final Executor VIRTUAL_THREADS =
      task -> Thread.ofVirtual().name("authentication").start(task);

  private final Ways ways;
  private final Policies policies;

  /**
   * How callers are recognised.
   *
   * @param tokens tokens known by their hashes, or null
   * @param jwts tokens signed by an issuer, or null
   * @param certificates whether client certificates are asked for
   * @param nothing whether callers may show nothing
   */
  record Ways(
      @Nullable Supplier<StaticTokens> tokens,
      @Nullable JwtVerifier jwts,
      boolean certificates,
      boolean nothing) {
    boolean takesTokens() {
      return tokens != null || jwts != null;
    }

    /** On loopback, as {@code settings} were checked, nothing need be configured. */
    static boolean nothing(AuthenticationSettings settings, boolean certificates) {
      return settings.insecureAnonymous() || !(settings.takesTokens() || certificates);
    }
  }

  Authentication(Ways ways, Policies policies) {
    this.ways = ways;
    this.policies = policies;
  }

  @Override
  public CompletableFuture<Caller> callerOf(Presented presented) {
    try {
      if (ways.takesTokens() && presented.authorization() != null) {
        return callerOf(token(presented.authorization()), presented);
      }
      return CompletableFuture.completedFuture(
          policies.caller(nameWithoutToken(presented), presented));
    } catch (FailureException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Caller> callerOf(String token, Presented presented) {
    Optional<String> known =
        ways.tokens == null ? Optional.empty() : ways.tokens.get().nameOf(token);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(policies.caller(known.get(), presented));
    }
    JwtVerifier jwts = ways.jwts;
    if (jwts == null) {
      throw unauthenticated("the token is not known here; ask the operator of the gateway for one");
    }
    // Keys may have to be fetched, and signatures take their time.
    return CompletableFuture.supplyAsync(
        () -> policies.caller(jwts.nameIn(token), presented), VIRTUAL_THREADS);
  }

  private static String token(String authorization) {
    String token =
        authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? authorization.substring(SCHEME.length()).strip()
            : "";
    if (token.isEmpty()) {
      throw unauthenticated("metadata authorization must be Bearer, a space, and a token");
    }
    return token;
  }

  private String nameWithoutToken(Presented presented) {
    if (ways.certificates && presented.certificate() != null) {
      return CertificateNames.nameIn(presented.certificate())
          .orElseThrow(
              () ->
                  unauthenticated(
                      "the client certificate names no caller; it needs a URI, a DNS name or a"
                          + " common name of at most 128 visible ASCII characters"));
    }
    if (!ways.nothing) {
      throw unauthenticated("this gateway must know who calls; " + remedy());
    }
    return Caller.ANONYMOUS;
  }

  private String remedy() {
    if (!ways.takesTokens()) {
      return "connect with a client certificate";
    }
    return "send a token as metadata authorization: Bearer TOKEN"
        + (ways.certificates ? ", or connect with a client certificate" : "");
  }

  static FailureException unauthenticated(String message) {
    return new FailureException(new Failure.CallerUnauthenticated(message));
  }
}
