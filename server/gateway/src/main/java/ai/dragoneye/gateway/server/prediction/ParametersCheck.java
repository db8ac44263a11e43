package ai.dragoneye.gateway.server.prediction;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the further form fields of a config against the promises of the contract. */
final class ParametersCheck {
  private static final int MAX_PARAMETERS = 32;
  private static final int MAX_VALUE_BYTES = 4096;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Set<String> RESERVED =
      Set.of(
          "mimetype",
          "response_version",
          "file_name",
          "frames_per_second",
          "model_name",
          "prediction_task_uuid");

  private ParametersCheck() {}

  static void check(Map<String, String> parameters, Violations violations) {
    if (parameters.size() > MAX_PARAMETERS) {
      violations.add(
          "parameters", "has " + parameters.size() + " entries; send at most " + MAX_PARAMETERS);
    }
    parameters.forEach((name, value) -> check(name, value, violations));
  }

  private static void check(String name, String value, Violations violations) {
    if (!NAME.matcher(name).matches()) {
      violations.add(
          "parameters",
          "has a name other than 1 to 128 letters, digits, '_', '-' and '.'; rename the entry");
      return;
    }
    String entry = "parameters[" + name + "]";
    if (RESERVED.contains(name)) {
      violations.add(entry, "is set by the gateway; remove the entry");
    }
    violations.requireShort(entry, value, MAX_VALUE_BYTES);
  }
}
