package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A gateway that tells the teams {@code red} and {@code blue} apart, each with a key of its own.
 */
final class Teams implements AutoCloseable {
  private static final String CALLERS =
      """
      callers:
        - name: blue
          upstream_key: caller
          quota: {predictions: 2}
        - name: red
          upstream_key: caller
      """;

  private final Gateway gateway;

  private Teams(Gateway gateway) {
    this.gateway = gateway;
  }

  static Teams start(Path folder, SimulatorOptions options, String... settings) throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), line("red") + line("blue"));
    Path file =
        Files.writeString(
            folder.resolve("gateway.yaml"),
            CALLERS + "authentication: {tokens_file: \"" + tokens + "\"}\n");
    return new Teams(Gateway.start(file, options, settings));
  }

  private static String line(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(token(name).getBytes(StandardCharsets.US_ASCII));
      return name + " " + HexFormat.of().formatHex(hash) + "\n";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(String name) {
    return "token-of-" + name;
  }

  Gateway gateway() {
    return gateway;
  }

  Channel red() {
    return team("red");
  }

  Channel blue() {
    return team("blue");
  }

  private Channel team(String name) {
    Metadata headers = new Metadata();
    put(headers, "authorization", "Bearer " + token(name));
    put(headers, "dragoneye-api-key", "key-of-" + name);
    return ClientInterceptors.intercept(
        gateway.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static void put(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
