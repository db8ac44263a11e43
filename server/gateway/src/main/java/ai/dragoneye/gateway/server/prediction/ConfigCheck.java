package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.FieldViolation;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.PredictionConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds a PredictionConfig against the promises of the contract and reports every violation at
 * once.
 */
public final class ConfigCheck {
  private static final int MAX_MODEL_BYTES = 512;
  private static final int MAX_MIME_TYPE_BYTES = 255;
  private static final int MAX_FILE_NAME_BYTES = 1024;
  private static final int MAX_PARAMETERS = 32;
  private static final int MAX_PARAMETER_VALUE_BYTES = 4096;
  private static final Pattern MIME_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Set<String> RESERVED_PARAMETERS =
      Set.of(
          "mimetype",
          "response_version",
          "file_name",
          "frames_per_second",
          "model_name",
          "prediction_task_uuid");

  private final PredictionConfig config;
  private final MediaFamily family;
  private final TimeLimits limits;
  private final List<FieldViolation> violations = new ArrayList<>();

  private ConfigCheck(PredictionConfig config, MediaFamily family, TimeLimits limits) {
    this.config = config;
    this.family = family;
    this.limits = limits;
  }

  /**
   * Checks the config of a media of {@code family} that is predicted alone.
   *
   * @throws FailureException with InvalidRequest or MediaTypeMismatch
   */
  public static PredictionRequest check(
      PredictionConfig config, MediaFamily family, TimeLimits limits) {
    return new ConfigCheck(config, family, limits).run();
  }

  private PredictionRequest run() {
    checkModel();
    checkMimeType();
    checkFileName();
    checkFramesPerSecond();
    checkSize();
    checkParameters();
    checkCompletionTimeout();
    checkFilter();
    if (!violations.isEmpty()) {
      throw new FailureException(new Failure.InvalidRequest(violations));
    }
    checkFamily();
    return request();
  }

  private PredictionRequest request() {
    BeginRequest begin =
        new BeginRequest(
            config.getMimeType(),
            config.hasFileName() ? config.getFileName() : null,
            config.hasFramesPerSecond() ? config.getFramesPerSecond() : null,
            config.getParametersMap());
    return new PredictionRequest(
        config.getModel(),
        begin,
        config.hasSizeBytes() ? config.getSizeBytes() : null,
        config.hasCrc32C() ? config.getCrc32C() : null,
        config.hasCompletionTimeout() ? completionTimeout() : limits.completion());
  }

  private void checkModel() {
    int bytes = utf8Length(config.getModel());
    if (bytes == 0) {
      violation("model", "is missing; name the model to run");
    } else if (bytes > MAX_MODEL_BYTES) {
      violation("model", tooLong(bytes, MAX_MODEL_BYTES));
    }
  }

  private void checkMimeType() {
    String mimeType = config.getMimeType();
    if (mimeType.isEmpty()) {
      violation("mime_type", "is missing; send the type of the media, for example image/jpeg");
    } else if (utf8Length(mimeType) > MAX_MIME_TYPE_BYTES) {
      violation("mime_type", tooLong(utf8Length(mimeType), MAX_MIME_TYPE_BYTES));
    } else if (!MIME_TYPE.matcher(mimeType).matches()) {
      violation(
          "mime_type",
          "is no MIME type; send type and subtype without parameters, for example image/jpeg");
    }
  }

  private void checkFileName() {
    String fileName = config.getFileName();
    if (utf8Length(fileName) > MAX_FILE_NAME_BYTES) {
      violation("file_name", tooLong(utf8Length(fileName), MAX_FILE_NAME_BYTES));
    }
    if (fileName.codePoints().anyMatch(Character::isISOControl)) {
      violation("file_name", "contains control characters; remove them");
    }
  }

  private void checkFramesPerSecond() {
    if (!config.hasFramesPerSecond()) {
      return;
    }
    if (family == MediaFamily.IMAGE) {
      violation("frames_per_second", "is only for videos; leave it out");
    } else if (config.getFramesPerSecond() < 1) {
      violation("frames_per_second", "is " + config.getFramesPerSecond() + "; send at least 1");
    }
  }

  private void checkSize() {
    if (config.hasSizeBytes() && config.getSizeBytes() < 1) {
      violation(
          "size_bytes",
          "is " + config.getSizeBytes() + "; send the size of the whole media or leave it out");
    }
  }

  private void checkParameters() {
    if (config.getParametersCount() > MAX_PARAMETERS) {
      violation(
          "parameters",
          "has " + config.getParametersCount() + " entries; send at most " + MAX_PARAMETERS);
    }
    for (Map.Entry<String, String> parameter : config.getParametersMap().entrySet()) {
      checkParameter(parameter.getKey(), parameter.getValue());
    }
  }

  private void checkParameter(String name, String value) {
    if (!PARAMETER_NAME.matcher(name).matches()) {
      violation(
          "parameters",
          "has a name other than 1 to 128 letters, digits, '_', '-' and '.'; rename the entry");
      return;
    }
    String path = "parameters[" + name + "]";
    if (RESERVED_PARAMETERS.contains(name)) {
      violation(path, "is set by the gateway; remove the entry");
    }
    if (utf8Length(value) > MAX_PARAMETER_VALUE_BYTES) {
      violation(path, tooLong(utf8Length(value), MAX_PARAMETER_VALUE_BYTES));
    }
  }

  private void checkCompletionTimeout() {
    if (!config.hasCompletionTimeout()) {
      return;
    }
    long seconds = config.getCompletionTimeout().getSeconds();
    int nanos = config.getCompletionTimeout().getNanos();
    if (nanos < 0 || nanos > 999_999_999 || seconds < 0 || (seconds == 0 && nanos == 0)) {
      violation("completion_timeout", "is not positive; send a longer one or leave it out");
    } else if (completionTimeout().compareTo(limits.longestCompletion()) > 0) {
      violation(
          "completion_timeout",
          "is longer than this gateway allows; send at most "
              + limits.longestCompletion().toSeconds()
              + " s");
    }
  }

  private Duration completionTimeout() {
    return Duration.ofSeconds(
        config.getCompletionTimeout().getSeconds(), config.getCompletionTimeout().getNanos());
  }

  private void checkFilter() {
    if (config.hasFilter()) {
      violation("filter", "is only for PredictVideo; leave it out");
    }
  }

  private void checkFamily() {
    String expected = family.name().toLowerCase(Locale.ROOT) + "/";
    if (!config.getMimeType().toLowerCase(Locale.ROOT).startsWith(expected)) {
      throw new FailureException(
          new Failure.MediaTypeMismatch(config.getMimeType(), expected + "*"));
    }
  }

  private void violation(String field, String description) {
    violations.add(new FieldViolation("config." + field, description));
  }

  private static String tooLong(int bytes, int limit) {
    return "has " + bytes + " bytes; send at most " + limit;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
