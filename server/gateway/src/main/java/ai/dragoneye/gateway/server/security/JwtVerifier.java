package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.AuthenticationSettings;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies JSON Web Tokens. Thread-safe; blocks while keys are fetched, and is meant for virtual
 * threads. What it says of a token never repeats any of it.
 */
final class JwtVerifier {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final String nameClaim;

  JwtVerifier(AuthenticationSettings.Jwt settings, JWKSource<SecurityContext> keys, Clock clock) {
    nameClaim = settings.nameClaim();
    Set<JWSAlgorithm> algorithms =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWTClaimsSetVerifier(claims(settings, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      AuthenticationSettings.Jwt settings, Clock clock) {
    JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(settings.issuer()).build();
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(), exact, Set.of("exp", settings.nameClaim())) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew((int) settings.leeway().toSeconds());
    return verifier;
  }

  /**
   * Whom the token names.
   *
   * @throws FailureException with CallerUnauthenticated where it is not to be believed
   */
  String nameIn(String token) {
    try {
      String name = processor.process(token, null).getStringClaim(nameClaim);
      if (name != null && CallerNames.usable(name)) {
        return name;
      }
      throw Authentication.unauthenticated(
          "the token's claim " + nameClaim + " must be 1 to 128 visible ASCII characters");
    } catch (ExpiredJWTException _) {
      throw Authentication.unauthenticated("the token has expired; get a new one from its issuer");
    } catch (ParseException | BadJOSEException | RateLimitReachedException _) {
      throw unacceptable();
    } catch (JOSEException e) {
      throw new FailureException(
          new Failure.GatewayOverloaded(
              "the keys to verify tokens with cannot be had at the moment; call again later",
              RETRY));
    }
  }

  private static FailureException unacceptable() {
    return Authentication.unauthenticated(
        "the token is not accepted here; it must be a JWT with the issuer, audience and algorithm"
            + " that the operator of the gateway configured, signed by a key of that issuer");
  }
}
