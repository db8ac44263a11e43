package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaContent.Checksum;
import java.io.InputStream;
import java.nio.file.Path;

/** An image to predict. */
public final class Image extends Media {
  private Image(MediaContent content) {
    super(content, "image/");
  }

  /**
   * An image in a file, which is opened and closed by each call. Its name is the file's, its MIME
   * type what the extension says.
   *
   * @throws java.io.UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if the extension is unknown or not one of an image
   */
  public static Image fromPath(Path path) {
    return new Image(MediaContent.ofPath(path, null));
  }

  /**
   * An image in a file, which is opened and closed by each call. Its name is the file's.
   *
   * @param mimeType for example {@code image/jpeg}
   * @throws java.io.UncheckedIOException if there is no such file
   * @throws IllegalArgumentException if the MIME type is not one of an image
   */
  public static Image fromPath(Path path, String mimeType) {
    return new Image(MediaContent.ofPath(path, mimeType));
  }

  /**
   * An image in memory.
   *
   * @param bytes not copied: the caller must not change them as long as calls use this
   * @param mimeType for example {@code image/jpeg}
   * @throws IllegalArgumentException if the MIME type is not one of an image
   */
  public static Image fromBytes(byte[] bytes, String mimeType) {
    return new Image(MediaContent.ofBytes(bytes, mimeType));
  }

  /**
   * An image read from a stream, by one call, from where the stream stands to its end. The stream
   * remains the caller's, who closes it once the call ended. Declare the size with {@link
   * #withSize} where it is known.
   *
   * @param mimeType for example {@code image/jpeg}
   * @throws IllegalArgumentException if the MIME type is not one of an image
   */
  public static Image fromStream(InputStream stream, String mimeType) {
    return new Image(MediaContent.ofStream(stream, mimeType));
  }

  @Override
  public Image withName(String name) {
    return new Image(content().named(name));
  }

  @Override
  public Image withSize(long sizeBytes) {
    return new Image(content().sized(sizeBytes));
  }

  @Override
  public Image withChecksum() {
    return new Image(content().checksummed(new Checksum.Computed()));
  }

  @Override
  public Image withChecksum(int crc32c) {
    return new Image(content().checksummed(new Checksum.Given(crc32c)));
  }
}
