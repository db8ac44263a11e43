package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in some files that belong together, as it was when they last made sense. Thread-safe.
 */
final class Mounted<T> implements Supplier<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Mounted.class);
  // Certificates, keys and tokens of any size that means well.
  private static final int MAX_BYTES = 4 << 20;

  private final String key;
  private final List<Path> paths;
  private final Parser<T> parser;
  private List<byte[]> contents;
  private volatile T value;
  private @Nullable String problem;

  /** Makes sense of files. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * What the files, in the order they were named, mean.
     *
     * @throws ConfigException where they cannot be used, with a message that tells nothing of their
     *     content
     */
    T parse(List<byte[]> contents);
  }

  Mounted(String key, List<Path> paths, Parser<T> parser) {
    this.key = key;
    this.paths = List.copyOf(paths);
    this.parser = parser;
    this.contents = read();
    this.value = parser.parse(contents);
  }

  @Override
  public T get() {
    return value;
  }

  /** Looks whether the files changed; what cannot be used changes nothing but the log. */
  synchronized void reload() {
    try {
      List<byte[]> found = read();
      if (!same(found, contents)) {
        value = parser.parse(found);
        contents = found;
        LOG.atInfo().addKeyValue("setting", key).log("files were reloaded");
      }
      problem = null;
    } catch (ConfigException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whatever a library makes of strange content: the next look must still come.
      complain(key + ": cannot be used (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void complain(String message) {
    if (!message.equals(problem)) {
      problem = message;
      LOG.atWarn()
          .addKeyValue("setting", key)
          .addKeyValue("problem", message)
          .log("files could not be reloaded; what stood in them before stays in force");
    }
  }

  private static boolean same(List<byte[]> some, List<byte[]> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!Arrays.equals(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<byte[]> read() {
    List<byte[]> read = new ArrayList<>();
    for (Path path : paths) {
      read.add(read(path));
    }
    return read;
  }

  private byte[] read(Path path) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ConfigException(key + ": " + path + " has more than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ConfigException(
          key
              + ": "
              + path
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); check path and rights");
    }
  }
}
