package ai.dragoneye.gateway.chart;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The chart, as Helm sees it. */
final class Chart {
  static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "dragoneye-gateway");
  static final String RELEASE = "rel";
  static final String NAMESPACE = "vision";
  // The oldest that the chart is for.
  private static final String KUBERNETES = "1.30.0";

  private Chart() {}

  static Helm helm() {
    return new Helm(FOLDER);
  }

  /** The values files that show what the chart can do. */
  static List<Path> examples() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of {@link #examples()}. */
  static Path example(String name) {
    return FOLDER.resolve("ci").resolve(name + ".yaml");
  }

  /** Renders the chart, its test pod included, with values files, the last of which wins. */
  static Manifests render(Path... values) {
    TemplateCommand command =
        new Helm(UnhookedChart.FOLDER)
            .template()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES);
    for (Path file : values) {
      command.withValuesFile(file);
    }
    return Manifests.parse(command.call());
  }

  /** What Helm says after an installation. */
  static String notes(Path... values) {
    InstallCommand command =
        helm()
            .install()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES)
            .clientOnly()
            .withDryRunOption(DryRun.CLIENT)
            .dryRun();
    for (Path file : values) {
      command.withValuesFile(file);
    }
    return command.call().getOutput();
  }

  /** Renders the chart with what is chosen least, and over that the values of a YAML text. */
  static Manifests renderWith(String yaml) {
    return withFile(yaml, file -> render(example("insecure"), file));
  }

  /**
   * Renders the chart with the values of a YAML text alone, and gives what Helm says against it.
   */
  static String refusal(String yaml) {
    Throwable thrown =
        withFile(yaml, file -> Objects.requireNonNull(catchThrowable(() -> render(file))));
    return Objects.requireNonNull(thrown.getMessage());
  }

  static <T> T withFile(String yaml, Function<Path, T> use) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, yaml);
        return use.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
