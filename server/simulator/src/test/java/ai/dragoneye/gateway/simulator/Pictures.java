package ai.dragoneye.gateway.simulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small pictures drawn for the tests. */
final class Pictures {
  private Pictures() {}

  /** A picture in a format that the JDK writes: png, jpg, gif, bmp. */
  static byte[] picture(String format, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      image.setRGB(x, x * height / width, 0xff8800);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException inMemoryNeverFails) {
      throw new UncheckedIOException(inMemoryNeverFails);
    }
    return out.toByteArray();
  }
}
