package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in by what. Whom a policy knows is told by the policy's refusal, which names it. */
class CallersTest {
  private static final String NOBODY = "callers: [{name: nobody}]\n";

  @TempDir private Path folder;

  private Path tokens(String... lines) throws IOException {
    return Files.writeString(folder.resolve("tokens"), String.join("\n", lines));
  }

  private static String line(String name, String token) {
    return name + " " + HexFormat.of().formatHex(Sha256.of(token));
  }

  private Gateway start(String file, String... settings) {
    Path config = Authority.write(folder.resolve("gateway.yaml"), file);
    return Gateway.start(config, SimulatorOptions.defaults(), settings);
  }

  @Test
  void shouldKnowATokenByItsHash() throws IOException {
    // given
    Path file = tokens("# ours", line("team-a", "token-a"), "", line("team-b", "token-b"));
    try (Gateway gateway = start(NOBODY, "AUTHENTICATION_TOKENS_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.withToken("token-a").failure().message())
          .startsWith("caller team-a may not use this gateway; ");
      assertThat(caller.with("authorization", "bearer token-b").failure().message())
          .startsWith("caller team-b may not use this gateway; ");
    }
  }

  @Test
  void shouldTakeUpNewTokensAndForgetOldOnes() throws IOException {
    // given
    Path file = tokens(line("team", "old"));
    try (Gateway gateway = start("", "AUTHENTICATION_TOKENS_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      assertThat(caller.withToken("old").call()).isEqualTo(Code.NOT_FOUND);

      // when
      tokens(line("team", "new"));
      gateway.server().reload();

      // then
      assertThat(caller.withToken("new").call()).isEqualTo(Code.NOT_FOUND);
      assertThat(caller.withToken("old").call()).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of(
            new String[] {},
            "this gateway must know who calls; send a token as metadata authorization: Bearer TOKEN"),
        Arguments.of(
            new String[] {"authorization", "Bearer wrong-secret"},
            "the token is not known here; ask the operator of the gateway for one"),
        Arguments.of(
            new String[] {"authorization", "Basic wrong-secret"},
            "metadata authorization must be Bearer, a space, and a token"),
        Arguments.of(
            new String[] {"authorization", "Bearer "},
            "metadata authorization must be Bearer, a space, and a token"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void shouldSayWhatToDoToWhomItDoesNotKnow(String[] metadata, String message) throws IOException {
    // given
    Path file = tokens(line("team", "right"));
    try (Gateway gateway = start("", "AUTHENTICATION_TOKENS_FILE", file.toString());
        Connected caller = Connected.over(gateway.channel())) {
      // when
      RpcFailure failure = caller.with(metadata).failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(failure.reason()).isEqualTo("CALLER_UNAUTHENTICATED");
      assertThat(failure.message()).isEqualTo(message);
    }
  }

  @Test
  void shouldTellItsHealthToAnybodyAndItsServicesToNobody() throws IOException {
    // given
    Path file = tokens(line("team", "right"));
    try (Gateway gateway = start("", "AUTHENTICATION_TOKENS_FILE", file.toString())) {
      // when / then
      assertThat(
              HealthGrpc.newBlockingStub(gateway.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(Reflection.ask(gateway.channel())).isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  @Test
  void shouldTellItsServicesToThoseItKnowsWhereThatIsConfigured() throws IOException {
    // given
    Path file = tokens(line("team", "right"));
    try (Gateway gateway =
            start("", "AUTHENTICATION_TOKENS_FILE", file.toString(), "SERVER_REFLECTION", "true");
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(Reflection.ask(gateway.channel())).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(Reflection.ask(caller.withToken("right").channel())).isEqualTo(Code.OK);
    }
  }

  @Test
  void shouldServeAnybodyAsAnonymousOnlyWhereThatIsConfigured() throws IOException {
    // given
    Path file = tokens(line("team", "right"));
    try (Gateway gateway =
            start(
                NOBODY,
                "AUTHENTICATION_TOKENS_FILE",
                file.toString(),
                "AUTHENTICATION_INSECURE_ANONYMOUS",
                "true");
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.failure().message()).startsWith("caller anonymous may not use ");
      assertThat(caller.withToken("wrong").call()).isEqualTo(Code.UNAUTHENTICATED);
    }
  }

  static Stream<Arguments> certificates() {
    UnaryOperator<CertificateBuilder> all =
        names ->
            names.addSanDnsName("team.test").addSanUriName(URI.create("spiffe://cluster/ns/team"));
    UnaryOperator<CertificateBuilder> dns = names -> names.addSanDnsName("team.test");
    UnaryOperator<CertificateBuilder> none = names -> names;
    return Stream.of(
        Arguments.of(all, "spiffe://cluster/ns/team"),
        Arguments.of(dns, "team.test"),
        Arguments.of(none, "someone"));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void shouldKnowAClientByItsCertificate(UnaryOperator<CertificateBuilder> names, String name) {
    // given
    Authority authority = new Authority("root");
    try (Gateway gateway = start(NOBODY, tls(authority));
        Connected caller =
            Connected.over(authority.channel(gateway.server().port(), authority.client(names)))) {
      // when / then
      assertThat(caller.failure().message()).startsWith("caller " + name + " may not use ");
    }
  }

  @Test
  void shouldRefuseACallWithoutCertificateWhereNothingElseTellsWhoCalls() {
    // given
    Authority authority = new Authority("root");
    try (Gateway gateway = start("", tls(authority));
        Connected caller = Connected.over(authority.channel(gateway.server().port(), null))) {
      // when
      RpcFailure failure = caller.failure();

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(failure.message())
          .isEqualTo("this gateway must know who calls; connect with a client certificate");
    }
  }

  private String[] tls(Authority authority) {
    Authority.write(folder, authority.server());
    return new String[] {
      "TLS_CERTIFICATE_FILE", folder.resolve("tls.crt").toString(),
      "TLS_PRIVATE_KEY_FILE", folder.resolve("tls.key").toString(),
      "TLS_CLIENT_CA_FILE", authority.writeTo(folder.resolve("ca.crt")).toString()
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"team secret-token", "team", "anonymous " + SHA, "team " + SHA + "00"})
  void shouldNotStartWithATokenFileThatMakesNoSense(String line) throws IOException {
    // given
    Path file = tokens("# ours", line);

    // when / then
    assertThatThrownBy(() -> start("", "AUTHENTICATION_TOKENS_FILE", file.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "authentication.tokens_file: "
                + file
                + ":2: must be a caller's name, a space, and its token's SHA-256 in hex");
  }

  private static final String SHA =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
}
