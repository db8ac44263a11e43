package ai.dragoneye.gateway.simulator.media;

import java.util.Locale;
import java.util.Optional;

/** The two kinds of media, which are also the two kinds of prediction. */
public enum MediaFamily {
  IMAGE,
  VIDEO;

  /** The family of a MIME type, empty when it is neither {@code image/*} nor {@code video/*}. */
  public static Optional<MediaFamily> ofMimeType(String mimeType) {
    if (mimeType.matches("image/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")) {
      return Optional.of(IMAGE);
    }
    if (mimeType.matches("video/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")) {
      return Optional.of(VIDEO);
    }
    return Optional.empty();
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
