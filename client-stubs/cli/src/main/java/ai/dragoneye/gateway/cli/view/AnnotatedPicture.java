package ai.dragoneye.gateway.cli.view;

import ai.dragoneye.gateway.v1.ImageCategoryPrediction;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.NormalizedBbox;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A picture with the predicted boxes drawn into it, numbered as in the {@link PredictionTable}. */
public final class AnnotatedPicture {
  private static final int LONG_EDGE_PER_DOT = 500;

  private final BufferedImage picture;
  private final int dot;

  private AnnotatedPicture(BufferedImage picture) {
    this.picture = picture;
    this.dot = Math.max(1, Math.max(picture.getWidth(), picture.getHeight()) / LONG_EDGE_PER_DOT);
  }

  /**
   * Draws the objects into a copy of the picture.
   *
   * @throws IOException where the file is not of a format that this JVM reads
   */
  public static AnnotatedPicture of(Path source, List<ImageDetectedObject> objects)
      throws IOException {
    BufferedImage original = ImageIO.read(source.toFile());
    if (original == null) {
      throw new IOException(source + " is not a picture this JVM can draw on");
    }
    BufferedImage copy =
        new BufferedImage(original.getWidth(), original.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = copy.createGraphics();
    try {
      graphics.drawImage(original, 0, 0, Color.WHITE, null);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      AnnotatedPicture annotated = new AnnotatedPicture(copy);
      for (int index = 0; index < objects.size(); index++) {
        annotated.draw(graphics, index, objects.get(index));
      }
      return annotated;
    } finally {
      graphics.dispose();
    }
  }

  /** Writes the picture as PNG, replacing what was there. */
  public void write(Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      writeTo(out);
    }
  }

  /** Writes the picture as PNG and returns it; the stream remains the caller's to close. */
  public AnnotatedPicture writeTo(OutputStream out) throws IOException {
    if (!ImageIO.write(picture, "png", out)) {
      throw new IOException("this JVM cannot write PNG files");
    }
    return this;
  }

  private void draw(Graphics2D graphics, int index, ImageDetectedObject object) {
    NormalizedBbox box = object.getBboxObservation().getNormalizedBbox();
    int left = pixel(box.getX1(), picture.getWidth());
    int top = pixel(box.getY1(), picture.getHeight());
    int right = pixel(box.getX2(), picture.getWidth());
    int bottom = pixel(box.getY2(), picture.getHeight());
    graphics.setColor(Palette.object(index));
    graphics.setStroke(new BasicStroke(2f * dot));
    graphics.drawRect(left, top, right - left, bottom - top);
    label(graphics, label(index, object), left, top);
  }

  private void label(Graphics2D graphics, String text, int left, int top) {
    int height = PixelFont.height(dot) + 4 * dot;
    int y = Math.max(0, top - height);
    int width = PixelFont.width(text, dot) + 4 * dot;
    int x = Math.max(0, Math.min(left, picture.getWidth() - width));
    graphics.fillRect(x, y, width, height);
    graphics.setColor(Color.WHITE);
    PixelFont.draw(graphics, text, x + 2 * dot, y + 2 * dot, dot);
  }

  private static String label(int index, ImageDetectedObject object) {
    String number = "#" + (index + 1);
    return object.getCategoriesList().stream()
        .max((a, b) -> Double.compare(a.getScore(), b.getScore()))
        .map(AnnotatedPicture::text)
        .map(category -> number + " " + category)
        .orElse(number);
  }

  private static String text(ImageCategoryPrediction category) {
    return String.format(Locale.ROOT, "%s %.2f", category.getName(), category.getScore());
  }

  private static int pixel(double fraction, int extent) {
    return (int) Math.round(Math.min(1, Math.max(0, fraction)) * (extent - 1));
  }
}
