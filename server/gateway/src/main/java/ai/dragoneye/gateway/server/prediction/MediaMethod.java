package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.upstream.MediaFamily;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What each method that takes media allows in its config. */
public enum MediaMethod {
  PREDICT_IMAGE("config", Set.of(MediaFamily.IMAGE)),
  PREDICT_VIDEO("config", Set.of(MediaFamily.VIDEO)),
  PREDICT_IMAGES("start.config", Set.of(MediaFamily.IMAGE)),
  SUBMIT_PREDICTION("config", Set.of(MediaFamily.IMAGE, MediaFamily.VIDEO));

  private final String configPath;
  private final Set<MediaFamily> families;

  MediaMethod(String configPath, Set<MediaFamily> families) {
    this.configPath = configPath;
    this.families = families;
  }

  /** Where the config stands in the request. */
  String configPath() {
    return configPath;
  }

  boolean takes(MediaFamily family) {
    return families.contains(family);
  }

  /** Whether it streams results, so that a filter makes sense. */
  boolean filters() {
    return this == PREDICT_VIDEO;
  }

  /** The MIME types it takes, for people. */
  String expected() {
    return families.stream()
        .map(family -> family.name().toLowerCase(Locale.ROOT) + "/*")
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
