package ai.dragoneye.gateway.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.LogLines;
import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private final Authority authority = new Authority("first");
  @TempDir private Path folder;

  @BeforeEach
  void writeCertificate() {
    Authority.write(folder, authority.server());
    authority.writeTo(folder.resolve("ca.crt"));
  }

  private Gateway start(String... more) {
    String[] settings =
        new String[] {
          "TLS_CERTIFICATE_FILE", folder.resolve("tls.crt").toString(),
          "TLS_PRIVATE_KEY_FILE", folder.resolve("tls.key").toString()
        };
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of(more));
    return Gateway.start(SimulatorOptions.defaults(), all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void shouldServeByTls(String protocol) {
    try (Gateway gateway = start();
        Connected caller =
            Connected.over(authority.channel(gateway.server().port(), null, protocol))) {
      // when / then
      assertThat(caller.call()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void shouldServeNoPlaintextBesidesTls() {
    try (Gateway gateway = start();
        Connected caller = Connected.over(gateway.channel())) {
      // when / then
      assertThat(caller.call()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void shouldServeANewCertificateToNewConnectionsAndKeepTheOldOnes() {
    try (Gateway gateway = start();
        Connected before = Connected.over(authority.channel(gateway.server().port(), null))) {
      // given
      assertThat(before.call()).isEqualTo(Status.Code.NOT_FOUND);
      Authority second = new Authority("second");

      // when
      Authority.write(folder, second.server());
      gateway.server().reload();

      // then
      try (Connected after = Connected.over(second.channel(gateway.server().port(), null));
          Connected outdated = Connected.over(authority.channel(gateway.server().port(), null))) {
        assertThat(after.call()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(outdated.call()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(before.call()).isEqualTo(Status.Code.NOT_FOUND);
      }
    }
  }

  @Test
  void shouldFollowAMountedSecretWhoseLinkIsSwapped() throws IOException {
    // given files behind a link to a folder, as Kubernetes mounts them
    Path first = Files.createDirectory(folder.resolve("..first"));
    Authority.write(first, authority.server());
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..first"));
    for (String name : List.of("tls.crt", "tls.key")) {
      Files.delete(folder.resolve(name));
      Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
    }
    try (Gateway gateway = start()) {
      Authority second = new Authority("second");

      // when
      Path next = Files.createDirectory(folder.resolve("..second"));
      Authority.write(next, second.server());
      Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..second"));
      Files.move(
          folder.resolve("..data_tmp"),
          folder.resolve("..data"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      gateway.server().reload();

      // then
      try (Connected caller = Connected.over(second.channel(gateway.server().port(), null))) {
        assertThat(caller.call()).isEqualTo(Status.Code.NOT_FOUND);
      }
    }
  }

  @Test
  void shouldKeepWhatItHasWhereTheNewCannotBeServedAndSaySoOnce() {
    try (Gateway gateway = start();
        LogLines lines = LogLines.of(Mounted.class.getName(), Level.INFO)) {
      // when the certificate comes before its key
      Authority.write(folder.resolve("tls.crt"), authority.server().getCertificatePathPEM());
      gateway.server().reload();
      gateway.server().reload();

      // then
      assertThat(lines.events())
          .singleElement()
          .extracting(ILoggingEvent::getLevel)
          .isEqualTo(Level.WARN);
      assertThat(LogLines.pairs(lines.events().getFirst()))
          .containsEntry("setting", "tls")
          .containsEntry(
              "problem",
              "tls.private_key_file: "
                  + folder.resolve("tls.key")
                  + " does not belong to the first certificate in "
                  + folder.resolve("tls.crt")
                  + "; replace both together");
      try (Connected caller = Connected.over(authority.channel(gateway.server().port(), null))) {
        assertThat(caller.call()).isEqualTo(Status.Code.NOT_FOUND);
      }
    }
  }

  @Test
  void shouldTellWhenItsCertificateEnds() {
    // given
    Instant end = Instant.now().plus(Duration.ofDays(12)).truncatedTo(ChronoUnit.SECONDS);
    Authority.write(folder, authority.server(end));
    try (Gateway gateway = start()) {
      // when / then
      assertThat(gateway.server().certificateExpiry()).contains(end);
    }
  }

  @Test
  void shouldAskForAClientCertificateWhereThatIsRequired() {
    try (Gateway gateway =
            start(
                "TLS_CLIENT_CA_FILE",
                folder.resolve("ca.crt").toString(),
                "TLS_REQUIRE_CLIENT_CERTIFICATE",
                "true");
        Connected stranger = Connected.over(authority.channel(gateway.server().port(), null));
        Connected known =
            Connected.over(
                authority.channel(gateway.server().port(), authority.client(names -> names)))) {
      // when / then
      assertThat(stranger.call()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(known.call()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void shouldHoldClientCertificatesAgainstTheAuthoritiesOfNow() {
    try (Gateway gateway = start("TLS_CLIENT_CA_FILE", folder.resolve("ca.crt").toString())) {
      // given
      X509Bundle client = authority.client(names -> names);
      ManagedChannel channel = authority.channel(gateway.server().port(), client);
      try (Connected caller = Connected.over(channel)) {
        assertThat(caller.call()).isEqualTo(Status.Code.NOT_FOUND);

        // when the authority is replaced, and the client comes back with a session to resume
        new Authority("second").writeTo(folder.resolve("ca.crt"));
        gateway.server().reload();
        channel.enterIdle();

        // then it shows no certificate any more, or one that is not believed
        assertThat(caller.call()).isIn(Status.Code.UNAUTHENTICATED, Status.Code.UNAVAILABLE);
      }
    }
  }

  @Test
  void shouldNotStartWithACertificateThatCannotBeRead() throws IOException {
    // given
    Files.delete(folder.resolve("tls.crt"));

    // when / then
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls: "
                + folder.resolve("tls.crt")
                + " cannot be read (NoSuchFileException); check path and rights");
  }

  @Test
  void shouldNotStartWithACertificateThatIsNone() {
    // given
    Authority.write(folder.resolve("tls.crt"), "hello");

    // when / then
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.certificate_file: "
                + folder.resolve("tls.crt")
                + " holds no certificate; it must be PEM");
  }

  @Test
  void shouldNotStartWithAKeyThatIsNone() {
    // given
    Authority.write(folder.resolve("tls.key"), "c2VjcmV0");

    // when / then
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("tls.private_key_file: " + folder.resolve("tls.key") + " holds no ")
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void shouldNotStartWithACertificateThatHasExpired() {
    // given
    Instant end = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    Authority.write(folder, authority.server(end));

    // when / then
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "tls.certificate_file: "
                + folder.resolve("tls.crt")
                + " expired at "
                + end
                + "; renew it");
  }
}
