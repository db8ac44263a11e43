package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:50051,            localhost:50051,       false, false",
    "LOCALHOST:1,                LOCALHOST:1,           false, false",
    "127.0.0.1:50051,            127.0.0.1:50051,       false, false",
    "127.8.9.1:50051,            127.8.9.1:50051,       false, false",
    "[::1]:50051,                [::1]:50051,           false, false",
    "dns:///localhost:50051,     localhost:50051,       false, false",
    "gateway:50051,              gateway:50051,         true,  false",
    "my_gateway:50051,           my_gateway:50051,      true,  false",
    "10.0.0.1:50051,             10.0.0.1:50051,        true,  false",
    "127.0.0.1.example:50051,    127.0.0.1.example:50051, true, false",
    "[2001:db8::1]:50051,        [2001:db8::1]:50051,   true,  false",
    "dns:///gateway:50051,       gateway:50051,         true,  false",
    "https://gateway.example,    gateway.example:443,   true,  false",
    "https://gateway.example/,   gateway.example:443,   true,  false",
    "https://localhost:8443,     localhost:8443,        true,  false",
    "grpcs://gateway:50051,      gateway:50051,         true,  false",
    "http://localhost,           localhost:80,          false, false",
    "http://gateway:8080,        gateway:8080,          false, true",
    "grpc://gateway:8080,        gateway:8080,          false, true",
    "http://localhost.example:1, localhost.example:1,   false, true"
  })
  void shouldChooseTransportByAddress(
      String address, String authority, boolean tls, boolean exposed) {
    GatewayAddress parsed = GatewayAddress.parse(address);

    assertThat(parsed).hasToString(authority);
    assertThat(parsed.target()).isEqualTo("dns:///" + authority);
    assertThat(parsed.tls()).isEqualTo(tls);
    assertThat(parsed.exposed()).isEqualTo(exposed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gateway",
        ":50051",
        "gateway:",
        "gateway:0",
        "gateway:65536",
        "gateway:port",
        "ftp://gateway:1",
        "https://gateway/path",
        "https://gateway?x=1",
        "::1:50051",
        "a b:1",
        "unix:/run/gateway.sock"
      })
  void shouldRefuseWhatIsNoAddress(String address) {
    assertThatThrownBy(() -> GatewayAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The address of the gateway must be host:port, https://host[:port] or http://host[:port], and '"
                + address
                + "' is not");
  }

  @Test
  void shouldNotRepeatPasswordInAddress() {
    assertThatThrownBy(() -> GatewayAddress.parse("https://user:secret@gateway"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
