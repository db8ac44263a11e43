package ai.dragoneye.gateway.simulator.prediction;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.prediction.DetectedObject.Detection;
import java.util.random.RandomGenerator;

/** The way a box of constant size takes across the picture, always wholly inside. */
final class Path {
  private static final double LEAST_PIXELS = 8;

  private final double width;
  private final double height;
  private final double fromX;
  private final double fromY;
  private final double toX;
  private final double toY;

  Path(RandomGenerator random, MediaFacts facts) {
    width = extent(random, facts.width());
    height = extent(random, facts.height());
    fromX = random.nextDouble();
    fromY = random.nextDouble();
    toX = random.nextDouble();
    toY = random.nextDouble();
  }

  private static double extent(RandomGenerator random, int pixels) {
    return Math.min(1, Math.max(random.nextDouble(0.05, 0.45), LEAST_PIXELS / pixels));
  }

  /** The detection after a fraction of the way. */
  Detection at(double progress, RandomGenerator random) {
    double left = (fromX + (toX - fromX) * progress) * (1 - width);
    double top = (fromY + (toY - fromY) * progress) * (1 - height);
    return new Detection(
        left, top, Math.min(1, left + width), Math.min(1, top + height), random.nextDouble(0.4, 1));
  }
}
