package ai.dragoneye.gateway.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each package as its users get it: generated code, lint, types, its tests on what is published.
 */
final class PackageChecksTest {
  @ParameterizedTest
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  @CsvSource({"python, python3 -m venv --help", "go, go version", "typescript, npm --version"})
  void shouldPassItsOwnCheck(String language, String toolchain)
      throws IOException, InterruptedException {
    Path directory = Path.of("..", language);
    Path check = directory.resolve("check");
    Script.require(Files.exists(check), "there is no " + check);
    Script.require(Script.works("sh", "-c", toolchain), "missing: " + toolchain);

    new Script(directory, "check").shouldSucceedWithin(20);
  }
}
