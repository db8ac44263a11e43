package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.server.config.ConfigException;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where temporary files are made: a call would be the first to find that none can be. */
final class TemporaryFolders {
  private TemporaryFolders() {}

  /**
   * Makes sure that there are such folders.
   *
   * @throws ConfigException where one is missing or may not be written to
   */
  static void require(GatewayConfig config) {
    require("media.spool.directory", config.media().spool().settings().directory());
    require("upstream.results.directory", config.upstream().results().directory());
    require("results.frames.directory", config.results().frames().settings().directory());
  }

  private static void require(String key, Path folder) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ConfigException(
          "%s: %s is no directory that this process may write to; make it one, or name another"
              .formatted(key, folder));
    }
  }
}
