package ai.dragoneye.gateway.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Where no Docker engine answers, the test is skipped, with one line that says so; in CI (the
 * environment's CI is true) it runs, and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Engine.class)
@interface RequiresDocker {

  /** Looks for the engine. */
  final class Engine implements ExecutionCondition {
    private static final boolean AVAILABLE = look();

    private static boolean look() {
      boolean available =
          "true".equals(System.getenv("CI")) || DockerClientFactory.instance().isDockerAvailable();
      if (!available) {
        System.err.println("Tests of the image are skipped: no Docker engine answers.");
      }
      return available;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AVAILABLE
          ? ConditionEvaluationResult.enabled("needed")
          : ConditionEvaluationResult.disabled("no Docker engine answers");
    }
  }
}
