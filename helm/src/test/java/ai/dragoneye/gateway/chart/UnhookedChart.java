package ai.dragoneye.gateway.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the chart whose hooks are plain objects: the embedded Helm renders no hooks. */
final class UnhookedChart {
  private static final String HOOK = "helm.sh/hook: test";
  static final Path FOLDER = copy(Path.of(System.getProperty("basedir", "."), "target/unhooked"));

  private UnhookedChart() {}

  private static Path copy(Path folder) {
    try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(Chart.FOLDER.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
      unhook(folder.resolve("templates/tests/health.yaml"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unhook(Path template) throws IOException {
    List<String> lines = Files.readAllLines(template);
    if (lines.stream().noneMatch(line -> line.strip().equals(HOOK))) {
      throw new IllegalStateException(template + " is no test hook");
    }
    Files.write(template, lines.stream().filter(line -> !line.strip().equals(HOOK)).toList());
  }
}
