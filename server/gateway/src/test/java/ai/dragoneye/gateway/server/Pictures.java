package ai.dragoneye.gateway.server;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import javax.imageio.ImageIO;

/** Pictures made on the spot. */
public final class Pictures {
  private Pictures() {}

  public static byte[] jpeg() {
    return encoded("jpg");
  }

  public static byte[] png() {
    return encoded("png");
  }

  /** A readable picture, filled up to {@code size} bytes behind its end. */
  public static byte[] jpegOfSize(int size) {
    return Arrays.copyOf(jpeg(), size);
  }

  public static int crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] encoded(String format) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.BLUE, 640, 480, Color.ORANGE));
    graphics.fillRect(0, 0, 640, 480);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
