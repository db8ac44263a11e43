package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** What a call leaves behind: nothing. Buffers and threads are looked for elsewhere. */
final class Remains {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final @Nullable Line line;
  private final Path folder;
  private final List<String> found = new ArrayList<>();

  Remains(Gateway gateway, @Nullable Line line, Path folder) {
    this.gateway = gateway;
    this.line = line;
    this.folder = folder;
  }

  /** Looks while the gateway runs; stops it; looks again. */
  List<String> found() {
    RequestLog log = gateway.simulator().requests();
    look("a call at work", () -> gateway.server().activeCalls() == 0);
    look("a task that is polled", () -> gateway.server().polledTasks() == 0);
    look("a request under way", () -> log.openRequests() == 0);
    look("an open temporary file", () -> openFiles() == 0);
    gateway.channel().shutdownNow();
    gateway.server().close();
    look("a connection", () -> log.openConnections() == 0);
    look("a connection", () -> line == null || line.open() == 0);
    return found;
  }

  private void look(String what, BooleanSupplier gone) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .until(gone::getAsBoolean);
    } catch (ConditionTimeoutException stays) {
      found.add("leaves " + what);
    }
  }

  private long openFiles() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(descriptor -> targetOf(descriptor).startsWith(folder + "/")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String targetOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closed) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
