package ai.dragoneye.gateway.simulator.prediction;

import ai.dragoneye.gateway.simulator.media.MediaFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

/**
 * Makes up what a model says about media. The same media, model, facts and frame rate give the same
 * predictions to the last bit, on any machine. Stateless.
 */
public final class PredictionGenerator {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private PredictionGenerator() {}

  /** Two to six objects on an image. */
  public static Predictions image(String mediaSha256, String model, MediaFacts facts) {
    RandomGenerator random = seeded(mediaSha256, model);
    TrackMaker tracks = new TrackMaker(random, facts);
    long firstId = firstId(random);
    int count = random.nextInt(2, 7);
    List<DetectedObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(tracks.make(firstId + i, List.of(0L), false));
    }
    return new Predictions(List.copyOf(objects), Optional.empty());
  }

  /**
   * Three to six tracks on a video, leaving its last frames empty. The first has gap frames and, on
   * a video of some length, leaves and returns.
   */
  public static Predictions video(
      String mediaSha256, String model, MediaFacts facts, int framesPerSecond) {
    RandomGenerator random = seeded(mediaSha256, model);
    TrackMaker tracks = new TrackMaker(random, facts);
    List<Long> frames = frameTimestamps(facts, framesPerSecond);
    int populated = Math.max(1, frames.size() - Math.max(1, frames.size() / 8));
    long firstId = firstId(random);
    int count = random.nextInt(3, 7);
    List<DetectedObject> objects = new ArrayList<>();
    objects.add(tracks.make(firstId, frames.subList(0, populated), true));
    for (int i = 1; i < count; i++) {
      int start = random.nextInt(populated);
      int end = random.nextInt(start, populated) + 1;
      objects.add(tracks.make(firstId + i, frames.subList(start, end), random.nextBoolean()));
    }
    return new Predictions(List.copyOf(objects), Optional.of(frames));
  }

  /** How many frames a video has at a rate: one at the start of each period it has begun. */
  public static long frameCount(MediaFacts facts, int framesPerSecond) {
    return Math.max(
        1,
        Math.ceilDiv(
            Math.multiplyExact(facts.durationMicros(), framesPerSecond), MICROS_PER_SECOND));
  }

  private static List<Long> frameTimestamps(MediaFacts facts, int framesPerSecond) {
    return LongStream.range(0, frameCount(facts, framesPerSecond))
        .map(frame -> frame * MICROS_PER_SECOND / framesPerSecond)
        .boxed()
        .toList();
  }

  private static long firstId(RandomGenerator random) {
    return (1L << 54) | random.nextLong(1L << 54);
  }

  private static RandomGenerator seeded(String mediaSha256, String model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] seed = digest.digest((mediaSha256 + "\n" + model).getBytes(StandardCharsets.UTF_8));
      // Its algorithm is specified, unlike that of the default generator.
      return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
