package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.upstream.ApiKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file that holds one Dragoneye API key. */
final class UpstreamKeyFile {
  private UpstreamKeyFile() {}

  /**
   * The key in it.
   *
   * @param setting what names the file, for people
   * @throws ConfigException where it holds none, with nothing of its content
   */
  static ApiKey parse(String setting, Path file, byte[] content) {
    try {
      return new ApiKey(new String(content, StandardCharsets.UTF_8).strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(setting + ": " + file + ": " + e.getMessage());
    }
  }
}
