package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.Media;
import ai.dragoneye.gateway.client.Video;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A medium as named on the command line.
 *
 * @param text a path, or {@code -} for standard input
 * @param mimeType as the caller says; null to go by the extension
 */
record MediaArgument(String text, @Nullable String mimeType) {
  private static final String STANDARD_INPUT = "-";

  boolean isStandardInput() {
    return text.equals(STANDARD_INPUT);
  }

  Path path() {
    return Path.of(text);
  }

  /** Bytes in all, where that is known beforehand. */
  OptionalLong size() {
    if (isStandardInput() || !Files.isRegularFile(path())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(path().toFile().length());
  }

  /**
   * The image.
   *
   * @throws UsageException if it is none by its MIME type
   * @throws UncheckedIOException if there is no such file
   */
  Image image(InputStream in) {
    return open(in, Image::fromStream, Image::fromPath)
        .orElseGet(() -> ofExtension(Image::fromPath, Video::fromPath, "a video", "predict-video"));
  }

  /**
   * The video.
   *
   * @throws UsageException if it is none by its MIME type
   * @throws UncheckedIOException if there is no such file
   */
  Video video(InputStream in) {
    return open(in, Video::fromStream, Video::fromPath)
        .orElseGet(
            () -> ofExtension(Video::fromPath, Image::fromPath, "an image", "predict-image"));
  }

  /**
   * The image or the video.
   *
   * @throws UsageException if it is neither by its MIME type
   * @throws UncheckedIOException if there is no such file
   */
  Media either(InputStream in) {
    if (mimeType != null) {
      return mimeType.startsWith("video/") ? video(in) : image(in);
    }
    if (!isStandardInput()) {
      Optional<Video> video = attempt(Video::fromPath);
      if (video.isPresent()) {
        return video.get();
      }
    }
    return image(in);
  }

  /** Whether the extension is that of an image. */
  static boolean looksLikeImage(Path file) {
    return new MediaArgument(file.toString(), null).attempt(Image::fromPath).isPresent();
  }

  /** Goes by the MIME type where one is given. */
  private <M> Optional<M> open(
      InputStream in, Opener<InputStream, M> ofStream, Opener<Path, M> ofPath) {
    if (mimeType == null) {
      if (isStandardInput()) {
        throw new UsageException("Standard input has no extension to go by: give --mime-type");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          isStandardInput() ? ofStream.open(in, mimeType) : ofPath.open(existing(), mimeType));
    } catch (IllegalArgumentException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  private <M> M ofExtension(
      Function<Path, M> wanted, Function<Path, ?> other, String otherName, String otherCommand) {
    return attempt(wanted)
        .orElseThrow(
            () ->
                new UsageException(
                    attempt(other).isPresent()
                        ? text + " is " + otherName + ": use " + otherCommand
                        : "The extension of "
                            + text
                            + " does not tell what it is: give --mime-type"));
  }

  private <M> Optional<M> attempt(Function<Path, M> factory) {
    try {
      return Optional.of(factory.apply(existing()));
    } catch (IllegalArgumentException notOfThisKind) {
      return Optional.empty();
    }
  }

  private Path existing() {
    Path path = path();
    if (Files.isDirectory(path)) {
      throw new UsageException(text + " is a directory");
    }
    if (!Files.isReadable(path)) {
      String reason = Files.exists(path) ? "may not be read" : "does not exist";
      throw new UncheckedIOException(
          text + " " + reason, new NoSuchFileException(text, null, reason));
    }
    return path;
  }

  /** A factory of media that is told the MIME type. */
  @FunctionalInterface
  private interface Opener<S, M> {
    M open(S source, String mimeType);
  }
}
