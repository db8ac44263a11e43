package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Files that change while the gateway runs, looked at by their content: mounted secrets are swapped
 * by symbolic links, of which no notification tells. Thread-safe.
 */
final class MountedFiles implements AutoCloseable {
  private final List<Mounted<?>> files = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dragoneye-mounted-files").factory());

  /** Looks at the files every {@code interval}. */
  void watch(Duration interval) {
    var _ =
        clock.scheduleWithFixedDelay(
            this::reload, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Reads files now and, where they changed, again.
   *
   * @param key the setting that names them, for people
   * @throws ConfigException where they cannot be used now; later that is logged
   */
  <T> Mounted<T> mount(String key, List<Path> paths, Mounted.Parser<T> parser) {
    Mounted<T> mounted = new Mounted<>(key, paths, parser);
    files.add(mounted);
    return mounted;
  }

  /** Looks at all of them now. */
  void reload() {
    files.forEach(Mounted::reload);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
