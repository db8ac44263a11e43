package ai.dragoneye.gateway.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** How this client names itself. */
final class UserAgent {
  static final String VALUE = "dragoneye-gateway/" + version();

  private UserAgent() {}

  private static String version() {
    Properties build = new Properties();
    try (InputStream file = UserAgent.class.getResourceAsStream("build.properties")) {
      build.load(Objects.requireNonNull(file, "build.properties"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return build.getProperty("version");
  }
}
