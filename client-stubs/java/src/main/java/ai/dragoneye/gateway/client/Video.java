package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaContent.Checksum;
import java.io.InputStream;
import java.nio.file.Path;

/** A video to predict. */
public final class Video extends Media {
  private Video(MediaContent content) {
    super(content, "video/");
  }

  /**
   * A video in a file, which is opened and closed by each call. Its name is the file's, its MIME
   * type what the extension says.
   *
   * @throws java.io.UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if the extension is unknown or not one of a video
   */
  public static Video fromPath(Path path) {
    return new Video(MediaContent.ofPath(path, null));
  }

  /**
   * A video in a file, which is opened and closed by each call. Its name is the file's.
   *
   * @param mimeType for example {@code video/mp4}
   * @throws java.io.UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if the MIME type is not one of a video
   */
  public static Video fromPath(Path path, String mimeType) {
    return new Video(MediaContent.ofPath(path, mimeType));
  }

  /**
   * A video in memory.
   *
   * @param bytes not copied: the caller must not change them as long as calls use this
   * @param mimeType for example {@code video/mp4}
   * @throws IllegalArgumentException if the MIME type is not one of a video
   */
  public static Video fromBytes(byte[] bytes, String mimeType) {
    return new Video(MediaContent.ofBytes(bytes, mimeType));
  }

  /**
   * A video read from a stream, by one call, from where the stream stands to its end. The stream
   * remains the caller's, who closes it once the call ended. Declare the size with {@link
   * #withSize} where it is known.
   *
   * @param mimeType for example {@code video/mp4}
   * @throws IllegalArgumentException if the MIME type is not one of a video
   */
  public static Video fromStream(InputStream stream, String mimeType) {
    return new Video(MediaContent.ofStream(stream, mimeType));
  }

  @Override
  public Video withName(String name) {
    return new Video(content().named(name));
  }

  @Override
  public Video withSize(long sizeBytes) {
    return new Video(content().sized(sizeBytes));
  }

  @Override
  public Video withChecksum() {
    return new Video(content().checksummed(new Checksum.Computed()));
  }

  @Override
  public Video withChecksum(int crc32c) {
    return new Video(content().checksummed(new Checksum.Given(crc32c)));
  }
}
