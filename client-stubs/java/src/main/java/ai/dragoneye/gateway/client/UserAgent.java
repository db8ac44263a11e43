package ai.dragoneye.gateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How the client names itself to the gateway. */
final class UserAgent {
  static final String TEXT = "dragoneye-gateway-java/" + version();

  private UserAgent() {}

  private static String version() {
    Properties properties = new Properties();
    try (InputStream resource = UserAgent.class.getResourceAsStream("version.properties")) {
      if (resource != null) {
        properties.load(resource);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
