package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.LogLines;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ch.qos.logback.classic.Level;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTest {
  private static final String UNACCEPTABLE =
      "the token is not accepted here; it must be a JWT with the issuer, audience and algorithm"
          + " that the operator of the gateway configured, signed by a key of that issuer";
  private static final String EXPIRED = "the token has expired; get a new one from its issuer";

  private Issuer issuer;

  @BeforeEach
  void publish() throws IOException {
    issuer = new Issuer();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  private Gateway start(String... more) {
    return gateway("JWKS_URL", issuer.url(), more);
  }

  private static Gateway gateway(String key, String value, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "AUTHENTICATION_JWT_" + key,
                value,
                "AUTHENTICATION_JWT_ISSUER",
                Issuer.NAME,
                "AUTHENTICATION_JWT_AUDIENCE",
                Issuer.AUDIENCE));
    settings.addAll(List.of(more));
    return Gateway.start(SimulatorOptions.defaults(), settings.toArray(String[]::new));
  }

  @Test
  void shouldLetInWhoHasATokenAndFetchTheKeysOnce() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      for (int i = 0; i < 5; i++) {
        assertThat(caller.withToken(issuer.token("team-" + i)).call()).isEqualTo(Code.NOT_FOUND);
      }
      assertThat(issuer.fetches()).isEqualTo(1);
    }
  }

  @Test
  void shouldFetchTheKeysAnewForATokenOfANewOne() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.NOT_FOUND);

      // when
      issuer.rotate();

      // then
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.NOT_FOUND);
      assertThat(issuer.fetches()).isEqualTo(2);
    }
  }

  @Test
  void shouldNotFetchAgainAndAgainForKeysThatNobodyKnows() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // when
      for (int i = 0; i < 20; i++) {
        String forged = Issuer.sign(Issuer.claims("team").build(), Issuer.newKey("unknown-" + i));
        assertThat(caller.withToken(forged).failure().message()).isEqualTo(UNACCEPTABLE);
      }

      // then
      assertThat(issuer.fetches()).isLessThanOrEqualTo(2);
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.NOT_FOUND);
    }
  }

  static Stream<Arguments> badClaims() {
    Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));
    Date future = Date.from(Instant.now().plus(Duration.ofMinutes(2)));
    return Stream.of(
        Arguments.of(Issuer.claims("team").expirationTime(past), EXPIRED),
        Arguments.of(Issuer.claims("team").expirationTime(null), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").notBeforeTime(future), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").issuer("https://other.test"), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").issuer(null), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").audience("other"), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").audience((String) null), UNACCEPTABLE),
        Arguments.of(Issuer.claims("team").subject(null), UNACCEPTABLE),
        Arguments.of(
            Issuer.claims("team\nforged=line"),
            "the token's claim sub must be 1 to 128 visible ASCII characters"),
        Arguments.of(
            Issuer.claims("anonymous"),
            "the token's claim sub must be 1 to 128 visible ASCII characters"));
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void shouldRefuseATokenThatClaimsWrong(JWTClaimsSet.Builder claims, String message) {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // when
      RpcFailure failure = caller.withToken(issuer.sign(claims.build())).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(failure.reason()).isEqualTo("CALLER_UNAUTHENTICATED");
      assertThat(failure.metadata()).containsEntry("phase", "admission");
      assertThat(failure.message()).isEqualTo(message);
    }
  }

  @Test
  void shouldForgiveClocksThatDifferByLessThanTheLeeway() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given
      Date justNow = Date.from(Instant.now().minus(Duration.ofSeconds(30)));

      // when / then
      assertThat(
              caller
                  .withToken(issuer.sign(Issuer.claims("team").expirationTime(justNow).build()))
                  .call())
          .isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void shouldRefuseTokensWithoutSignatureOrWithASharedSecret() throws JOSEException {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given the public key as a secret, a classic
      SignedJWT shared =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
              Issuer.claims("team").build());
      shared.sign(
          new MACSigner(
              (issuer.published() + issuer.published()).getBytes(StandardCharsets.UTF_8)));
      String plain = new PlainJWT(Issuer.claims("team").build()).serialize();

      // when / then
      assertThat(caller.withToken(shared.serialize()).failure().message()).isEqualTo(UNACCEPTABLE);
      assertThat(caller.withToken(plain).failure().message()).isEqualTo(UNACCEPTABLE);
      assertThat(caller.withToken("not.a.token").failure().message()).isEqualTo(UNACCEPTABLE);
    }
  }

  @Test
  void shouldFetchTheKeysOverTlsFromWhomTheAuthoritiesVouchFor(@TempDir Path folder)
      throws IOException {
    Authority trusted = new Authority("trusted");
    Path file = trusted.writeTo(folder.resolve("ca.pem"));
    try (Issuer known = Issuer.withTls(trusted.server());
        Gateway gateway =
            gateway("JWKS_URL", known.url(), "AUTHENTICATION_JWT_JWKS_CA_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.withToken(known.token("team")).call()).isEqualTo(Code.NOT_FOUND);
      assertThat(known.fetches()).isEqualTo(1);
    }
    try (Issuer stranger = Issuer.withTls(new Authority("stranger").server());
        Gateway gateway =
            gateway(
                "JWKS_URL", stranger.url(), "AUTHENTICATION_JWT_JWKS_CA_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.withToken(stranger.token("team")).call()).isEqualTo(Code.UNAVAILABLE);
      assertThat(stranger.fetches()).isZero();
    }
  }

  @Test
  void shouldAskToComeBackWhereTheKeysCannotBeHad() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given
      issuer.answerWith(503);

      // when
      RpcFailure failure = caller.withToken(issuer.token("team")).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(failure.message())
          .isEqualTo(
              "the keys to verify tokens with cannot be had at the moment; call again later");
    }
  }

  @Test
  void shouldNotBlameTokensAsLongAsThereNeverWasAKey() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given
      issuer.answerWith(503);

      // when / then however often it is asked, fetches being bounded
      for (int i = 0; i < 5; i++) {
        assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.UNAVAILABLE);
      }
    }
  }

  @Test
  void shouldLeaveNoThreadBehindThatFetchedKeys() {
    // given
    Set<Thread> before = fetchers();
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.NOT_FOUND);
      assertThat(fetchers()).hasSizeGreaterThan(before.size());
    }

    // then
    await().untilAsserted(() -> assertThat(before).containsAll(fetchers()));
  }

  private static Set<Thread> fetchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldNotReadKeysWithoutEnd() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given
      issuer.publishMore(" ".repeat(2 << 20));

      // when / then
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void shouldServeOthersWhileKeysAreFetched() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // given an issuer that does not answer
      CountDownLatch answer = issuer.hold();
      CompletableFuture<Code> waiting =
          CompletableFuture.supplyAsync(() -> caller.withToken(issuer.token("team")).call());
      await().until(() -> issuer.fetches() > 0);

      // when / then on the same connection, and thus the same event loop
      assertThat(
              HealthGrpc.newBlockingStub(gateway.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(waiting).isNotDone();
      answer.countDown();
      assertThat(waiting.join()).isEqualTo(Code.NOT_FOUND);
    }
  }

  @Test
  void shouldTakeKeysFromAFileThatChanges(@TempDir Path folder) throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("jwks.json"), issuer.published());
    try (Gateway gateway = gateway("JWKS_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      String old = issuer.token("team");
      assertThat(caller.withToken(old).call()).isEqualTo(Code.NOT_FOUND);

      // when
      issuer.rotate();
      Files.writeString(file, issuer.published());
      gateway.server().reload();

      // then
      assertThat(caller.withToken(issuer.token("team")).call()).isEqualTo(Code.NOT_FOUND);
      assertThat(caller.withToken(old).call()).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  @Test
  void shouldTellNothingOfATokenAnywhere() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel());
        LogLines lines = LogLines.of("ai.dragoneye", Level.TRACE)) {
      // given
      String refused = issuer.sign(Issuer.claims("team").audience("secret-audience").build());

      // when
      RpcFailure failure = caller.withToken(refused).failure();

      // then
      await().until(() -> lines.events().size() >= 2);
      assertThat(failure.exception().toString() + failure.exception().getTrailers())
          .doesNotContain(refused, "secret-audience");
      assertThat(lines.events())
          .allSatisfy(
              line ->
                  assertThat(line.getFormattedMessage() + line.getKeyValuePairs())
                      .doesNotContain(refused.substring(0, 20), "secret-audience"));
    }
  }
}
