package ai.dragoneye.gateway.upstream.address;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamSettings.Addresses;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private static final URI PUBLIC = URI.create("https://api.dragoneye.ai");
  private static final AddressPolicy STRICT = AddressPolicy.of(PUBLIC, Addresses.DEFAULT);
  private static final AddressPolicy OPEN = AddressPolicy.of(PUBLIC, new Addresses(true, true));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1|loopback|allowed",
        "127.255.0.9|loopback|allowed",
        "::1|loopback|allowed",
        "::ffff:127.0.0.1|loopback|allowed",
        "::127.0.0.1|loopback|allowed",
        "64:ff9b::7f00:1|loopback|allowed",
        "2002:7f00:1::|loopback|allowed",
        "10.1.2.3|private|allowed",
        "172.16.0.1|private|allowed",
        "172.31.255.255|private|allowed",
        "192.168.1.1|private|allowed",
        "::ffff:10.0.0.1|private|allowed",
        "fc00::1|private|allowed",
        "fd12:3456::1|private|allowed",
        "fec0::1|private|allowed",
        "100.64.0.1|shared (CGNAT)|allowed",
        "100.127.255.255|shared (CGNAT)|allowed",
        "169.254.169.254|cloud metadata|never",
        "::ffff:169.254.169.254|cloud metadata|never",
        "64:ff9b::a9fe:a9fe|cloud metadata|never",
        "fd00:ec2::254|cloud metadata|never",
        "100.100.100.200|cloud metadata|never",
        "169.254.1.1|link-local|never",
        "fe80::1|link-local|never",
        "224.0.0.1|multicast|never",
        "ff02::1|multicast|never",
        "0.0.0.0|unspecified|never",
        "0.1.2.3|unspecified|never",
        "::|unspecified|never",
        "255.255.255.255|reserved|never",
        "240.0.0.1|reserved|never",
        "198.18.0.1|reserved|never"
      })
  void shouldRefuseWhatIsNotPublic(String address, String kind, String whenOpen) {
    InetAddress parsed = InetAddress.ofLiteral(address);

    assertThatThrownBy(() -> STRICT.check(parsed))
        .isInstanceOf(AddressRefusedException.class)
        .hasMessageStartingWith("the upload URL leads to ")
        .hasMessageContaining("a " + kind + " address, which is ")
        .hasMessageEndingWith(
            whenOpen.equals("never") ? "never allowed" : "not allowed (allow_private permits it)");
    if (whenOpen.equals("never")) {
      assertThatThrownBy(() -> OPEN.check(parsed)).isInstanceOf(AddressRefusedException.class);
    } else {
      assertThatCode(() -> OPEN.check(parsed)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "169.253.0.1",
        "192.1.1.1"
      })
  void shouldAllowWhatIsPublic(String address) {
    assertThatCode(() -> STRICT.check(InetAddress.ofLiteral(address))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://store.example/b|the upload URL is http, which is not allowed (allow_http permits it)",
        "ftp://store.example/b|the upload URL is not an https URL",
        "//store.example/b|the upload URL is not an https URL",
        "file:///etc/passwd|the upload URL is not an https URL",
        "https://user:pw@store.example/b|the upload URL has no plain host",
        "https:///b|the upload URL has no plain host",
        "https://[::1]/b|the upload URL leads to ::1, a loopback address, which is not allowed (allow_private permits it)",
        "https://169.254.169.254/b|the upload URL leads to 169.254.169.254, a cloud metadata address, which is never allowed"
      })
  void shouldRefuseUrlsThatCannotBeAllowed(String url, String message) {
    assertThatThrownBy(() -> STRICT.check(URI.create(url)))
        .isInstanceOf(AddressRefusedException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost/v1", "http://[::1]:1"})
  void shouldAllowHttpAndLoopbackWhereTheServiceItselfIsThere(String baseUrl) throws Exception {
    // given
    AddressPolicy policy = AddressPolicy.of(URI.create(baseUrl), Addresses.DEFAULT);

    // when / then
    policy.check(URI.create("http://127.0.0.1:9000/b"));
    policy.check(InetAddress.ofLiteral("::1"));
    assertThatThrownBy(() -> policy.check(InetAddress.ofLiteral("10.0.0.1")))
        .isInstanceOf(AddressRefusedException.class);
  }
}
