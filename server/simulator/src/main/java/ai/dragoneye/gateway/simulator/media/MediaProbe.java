package ai.dragoneye.gateway.simulator.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.avi.AviDirectory;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.heif.HeifDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.media.QuickTimeVideoDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.mp4.media.Mp4VideoDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the facts out of a sample of media. */
final class MediaProbe {
  private static final List<Size> IMAGE_SIZES =
      List.of(
          new Size(
              JpegDirectory.class, JpegDirectory.TAG_IMAGE_WIDTH, JpegDirectory.TAG_IMAGE_HEIGHT),
          new Size(PngDirectory.class, PngDirectory.TAG_IMAGE_WIDTH, PngDirectory.TAG_IMAGE_HEIGHT),
          new Size(
              WebpDirectory.class, WebpDirectory.TAG_IMAGE_WIDTH, WebpDirectory.TAG_IMAGE_HEIGHT),
          new Size(
              GifHeaderDirectory.class,
              GifHeaderDirectory.TAG_IMAGE_WIDTH,
              GifHeaderDirectory.TAG_IMAGE_HEIGHT),
          new Size(
              BmpHeaderDirectory.class,
              BmpHeaderDirectory.TAG_IMAGE_WIDTH,
              BmpHeaderDirectory.TAG_IMAGE_HEIGHT),
          new Size(
              HeifDirectory.class, HeifDirectory.TAG_IMAGE_WIDTH, HeifDirectory.TAG_IMAGE_HEIGHT),
          new Size(
              ExifIFD0Directory.class,
              ExifIFD0Directory.TAG_IMAGE_WIDTH,
              ExifIFD0Directory.TAG_IMAGE_HEIGHT));
  private static final List<Size> VIDEO_SIZES =
      List.of(
          new Size(
              Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_WIDTH, Mp4VideoDirectory.TAG_HEIGHT),
          new Size(
              QuickTimeVideoDirectory.class,
              QuickTimeVideoDirectory.TAG_WIDTH,
              QuickTimeVideoDirectory.TAG_HEIGHT),
          new Size(AviDirectory.class, AviDirectory.TAG_WIDTH, AviDirectory.TAG_HEIGHT));

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] PNG_SIGNATURE = HEX.parseHex("89504e470d0a1a0a");
  private static final byte[] PNG_END = HEX.parseHex("0000000049454e44ae426082");
  private static final int PNG_HEADER_LENGTH = 33;

  private MediaProbe() {}

  private record Size(Class<? extends Directory> directory, int width, int height) {}

  /** The facts, empty when the bytes are not readable media of the family. */
  static Optional<MediaFacts> read(MediaFamily family, byte[] sample) {
    if (family == MediaFamily.VIDEO && Ebml.isEbml(sample)) {
      return Ebml.read(sample);
    }
    return metadata(closed(sample)).flatMap(m -> family == MediaFamily.IMAGE ? image(m) : video(m));
  }

  /** The library reads a PNG to its end or not at all, so a sample of one is given an end. */
  private static byte[] closed(byte[] sample) {
    if (sample.length <= PNG_HEADER_LENGTH
        || Arrays.mismatch(sample, PNG_SIGNATURE) != PNG_SIGNATURE.length) {
      return sample;
    }
    byte[] closed = Arrays.copyOf(sample, PNG_HEADER_LENGTH + PNG_END.length);
    System.arraycopy(PNG_END, 0, closed, PNG_HEADER_LENGTH, PNG_END.length);
    return closed;
  }

  private static Optional<Metadata> metadata(byte[] sample) {
    try {
      return Optional.of(ImageMetadataReader.readMetadata(new ByteArrayInputStream(sample)));
    } catch (ImageProcessingException | IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<MediaFacts> image(Metadata metadata) {
    return size(metadata, IMAGE_SIZES, 0);
  }

  private static Optional<MediaFacts> video(Metadata metadata) {
    long micros = durationMicros(metadata);
    return micros > 0 ? size(metadata, VIDEO_SIZES, micros) : Optional.empty();
  }

  private static Optional<MediaFacts> size(Metadata metadata, List<Size> sizes, long micros) {
    for (Size size : sizes) {
      for (Directory directory : metadata.getDirectoriesOfType(size.directory())) {
        Integer width = directory.getInteger(size.width());
        Integer height = directory.getInteger(size.height());
        if (isPositive(width) && isPositive(height)) {
          return Optional.of(new MediaFacts(width, height, micros));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPositive(@Nullable Integer value) {
    return value != null && value > 0;
  }

  private static long durationMicros(Metadata metadata) {
    Directory mp4 = metadata.getFirstDirectoryOfType(Mp4Directory.class);
    if (mp4 != null) {
      return ticks(mp4, Mp4Directory.TAG_DURATION, Mp4Directory.TAG_TIME_SCALE);
    }
    Directory quickTime = metadata.getFirstDirectoryOfType(QuickTimeDirectory.class);
    if (quickTime != null) {
      return ticks(quickTime, QuickTimeDirectory.TAG_DURATION, QuickTimeDirectory.TAG_TIME_SCALE);
    }
    Directory avi = metadata.getFirstDirectoryOfType(AviDirectory.class);
    Double micros = avi == null ? null : avi.getDoubleObject(AviDirectory.TAG_DURATION);
    return micros == null ? 0 : Math.round(micros);
  }

  private static long ticks(Directory directory, int durationTag, int scaleTag) {
    Long ticks = directory.getLongObject(durationTag);
    Long perSecond = directory.getLongObject(scaleTag);
    if (ticks == null || perSecond == null || perSecond <= 0) {
      return 0;
    }
    return Math.round(ticks * 1_000_000.0 / perSecond);
  }
}
