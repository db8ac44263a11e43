package ai.dragoneye.gateway.client;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * MIME types by file extension. An own table: what the JDK guesses differs from platform to
 * platform.
 */
final class MimeTypes {
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("gif", "image/gif"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("jfif", "image/jpeg"),
          Map.entry("jpe", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jxl", "image/jxl"),
          Map.entry("png", "image/png"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("webp", "image/webp"),
          Map.entry("3g2", "video/3gpp2"),
          Map.entry("3gp", "video/3gpp"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("flv", "video/x-flv"),
          Map.entry("m2ts", "video/mp2t"),
          Map.entry("m4v", "video/x-m4v"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("mpg", "video/mpeg"),
          Map.entry("mts", "video/mp2t"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("qt", "video/quicktime"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("webm", "video/webm"),
          Map.entry("wmv", "video/x-ms-wmv"));

  private MimeTypes() {}

  /** The MIME type that a file's extension, in upper or lower case, stands for. */
  static Optional<String> ofPath(Path path) {
    String name = String.valueOf(path.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.equals(extension)
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(extension));
  }
}
