package ai.dragoneye.gateway.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All scenarios in all languages, against the gateway and the Java client that were just built. */
final class ConformanceTest {
  @Test
  @Timeout(value = 25, unit = TimeUnit.MINUTES)
  void shouldGiveEveryClientTheSameOutcomes() throws IOException, InterruptedException {
    Script.require(
        Script.works(
            "python3", "-c", "import ensurepip, sys, venv; assert sys.version_info >= (3, 11)"),
        "no python3 of 3.11 or later with venv");

    new Script(Path.of(""), "run", "--built")
        .with("CONFORMANCE_JAVA_CLASS_PATH", System.getProperty("java.class.path"))
        .shouldSucceedWithin(20);
  }
}
