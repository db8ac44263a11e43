package ai.dragoneye.gateway.client;

import java.util.Optional;

/**
 * An image or a video to predict, with its MIME type and an optional name.
 *
 * <p>Immutable: the {@code with…} methods return a copy. Media from a path or from bytes may be
 * used for any number of calls at once; media from a stream for one call. Nothing is read before a
 * call, and never the whole into memory.
 */
public abstract sealed class Media permits Image, Video {
  private final MediaContent content;

  Media(MediaContent content, String family) {
    if (!content.mimeType().startsWith(family)) {
      throw new IllegalArgumentException(
          "%s requires a MIME type that starts with %s, and '%s' does not; make an Image of images and a Video of videos"
              .formatted(getClass().getSimpleName(), family, content.mimeType()));
    }
    this.content = content;
  }

  /** The MIME type, for example {@code image/jpeg}. */
  public final String mimeType() {
    return content.mimeType();
  }

  /**
   * The name that comes back as {@code original_file_name}; for a path the file's name unless
   * another was set.
   */
  public final Optional<String> name() {
    return Optional.ofNullable(content.name());
  }

  /**
   * The same media under a name of the caller's; it comes back as {@code original_file_name}.
   *
   * @param name at most 1,024 bytes of UTF-8 without control characters, need not be unique
   */
  public abstract Media withName(String name);

  /**
   * The same media with its size declared. Worth it for streams: media of known size are relayed as
   * they arrive, others are first collected by the gateway. Media of another size are refused
   * before anything is predicted.
   *
   * @param sizeBytes bytes in all
   * @throws IllegalArgumentException if the size is below 1
   */
  public abstract Media withSize(long sizeBytes);

  /**
   * The same media with a CRC-32C that the gateway checks before anything is predicted. It is
   * computed at the beginning of each call, which reads the media once more.
   *
   * @throws IllegalArgumentException if the media can be read only once
   */
  public abstract Media withChecksum();

  /**
   * The same media with a CRC-32C that the gateway checks before anything is predicted.
   *
   * @param crc32c CRC-32C (Castagnoli) of the whole media, as {@link java.util.zip.CRC32C} computes
   *     it
   */
  public abstract Media withChecksum(int crc32c);

  final MediaContent content() {
    return content;
  }

  /** Describes the media without its content. */
  @Override
  public final String toString() {
    return "%s[%s%s]"
        .formatted(
            getClass().getSimpleName(), mimeType(), name().map(name -> ", " + name).orElse(""));
  }
}
