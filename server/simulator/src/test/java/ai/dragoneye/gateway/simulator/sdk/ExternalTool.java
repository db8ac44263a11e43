package ai.dragoneye.gateway.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rule for tools that a developer may lack and CI must have. */
final class ExternalTool {
  private ExternalTool() {}

  /** Ends the test: skipped with one line, or failed where the environment says {@code CI=true}. */
  static void require(boolean present, String whatIsMissing) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("CI must have what the tests run: %s", whatIsMissing).isTrue();
    }
    assumeTrue(present, "skipped: " + whatIsMissing);
  }
}
