package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.media.DeclaredFacts;
import ai.dragoneye.gateway.server.results.FilterCheck;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.PredictionConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Holds a PredictionConfig against the promises of the contract and reports every violation at
 * once.
 */
public final class ConfigCheck {
  private static final int MAX_MODEL_BYTES = 512;
  private static final int MAX_MIME_TYPE_BYTES = 255;
  private static final int MAX_FILE_NAME_BYTES = 1024;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final Pattern MIME_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+");

  private final PredictionConfig config;
  private final MediaMethod method;
  private final TimeLimits limits;
  private final MediaFamily family;
  private final Violations violations;

  private ConfigCheck(PredictionConfig config, MediaMethod method, TimeLimits limits) {
    this.config = config;
    this.method = method;
    this.limits = limits;
    this.family = family(config.getMimeType().toLowerCase(Locale.ROOT));
    this.violations = new Violations(method.configPath());
  }

  private static MediaFamily family(String mimeType) {
    if (mimeType.startsWith("image/")) {
      return MediaFamily.IMAGE;
    }
    return mimeType.startsWith("video/") ? MediaFamily.VIDEO : MediaFamily.UNKNOWN;
  }

  /**
   * Checks a config sent to {@code method}.
   *
   * @throws FailureException with InvalidRequest or MediaTypeMismatch
   */
  public static PredictionRequest check(
      PredictionConfig config, MediaMethod method, TimeLimits limits) {
    return new ConfigCheck(config, method, limits).run();
  }

  private PredictionRequest run() {
    checkModel();
    checkMimeType();
    checkFileName();
    checkFramesPerSecond();
    checkSize();
    ParametersCheck.check(config.getParametersMap(), violations);
    checkCompletionTimeout();
    checkFilter();
    violations.throwIfAny();
    if (!method.takes(family)) {
      throw new FailureException(
          new Failure.MediaTypeMismatch(config.getMimeType(), method.expected()));
    }
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
        family,
        begin,
        new DeclaredFacts(
            config.hasSizeBytes() ? config.getSizeBytes() : null,
            config.hasCrc32C() ? config.getCrc32C() : null),
        config.hasCompletionTimeout() ? completionTimeout() : limits.completion());
  }

  private void checkModel() {
    if (config.getModel().isEmpty()) {
      violations.add("model", "is missing; name the model to run");
    }
    violations.requireShort("model", config.getModel(), MAX_MODEL_BYTES);
  }

  private void checkMimeType() {
    String mimeType = config.getMimeType();
    if (mimeType.isEmpty()) {
      violations.add("mime_type", "is missing; send the type of the media, for example image/jpeg");
    } else if (!MIME_TYPE.matcher(mimeType).matches()) {
      violations.add(
          "mime_type",
          "is no MIME type; send type and subtype without parameters, for example image/jpeg");
    } else {
      violations.requireShort("mime_type", mimeType, MAX_MIME_TYPE_BYTES);
    }
  }

  private void checkFileName() {
    violations.requireShort("file_name", config.getFileName(), MAX_FILE_NAME_BYTES);
    if (config.getFileName().codePoints().anyMatch(Character::isISOControl)) {
      violations.add("file_name", "contains control characters; remove them");
    }
  }

  private void checkFramesPerSecond() {
    if (!config.hasFramesPerSecond()) {
      return;
    }
    if (family == MediaFamily.IMAGE || !method.takes(MediaFamily.VIDEO)) {
      violations.add("frames_per_second", "is only for videos; leave it out");
    } else if (config.getFramesPerSecond() < 1) {
      violations.add(
          "frames_per_second", "is " + config.getFramesPerSecond() + "; send at least 1");
    }
  }

  private void checkSize() {
    if (config.hasSizeBytes() && config.getSizeBytes() < 1) {
      violations.add(
          "size_bytes",
          "is " + config.getSizeBytes() + "; send the size of the whole media or leave it out");
    }
  }

  private void checkCompletionTimeout() {
    if (!config.hasCompletionTimeout()) {
      return;
    }
    long seconds = config.getCompletionTimeout().getSeconds();
    int nanos = config.getCompletionTimeout().getNanos();
    boolean positive = seconds > 0 || (seconds == 0 && nanos > 0);
    if (!positive || nanos < 0 || nanos >= NANOS_PER_SECOND) {
      violations.add("completion_timeout", "is not positive; send a longer one or leave it out");
    } else if (completionTimeout().compareTo(limits.longestCompletion()) > 0) {
      violations.add(
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
    if (!config.hasFilter()) {
      return;
    }
    if (method.filters()) {
      violations.addAll(
          FilterCheck.violations(
              config.getFilter(), MediaFamily.VIDEO, violations.pathOf("filter")));
    } else {
      violations.add("filter", "is only for PredictVideo; leave it out");
    }
  }
}
