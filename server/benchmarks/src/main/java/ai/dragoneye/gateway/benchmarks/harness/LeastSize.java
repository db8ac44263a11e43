package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.util.OptionalInt;

/** Finds the least size that is enough, by bisection. */
public final class LeastSize {
  /** Tries a size. */
  @FunctionalInterface
  public interface Trial {
    /** Whether {@code size} was enough. */
    boolean isEnough(int size) throws IOException, InterruptedException;
  }

  private LeastSize() {}

  /**
   * The least multiple of {@code step} from {@code step} to {@code most} that is enough, empty
   * where not even {@code most} is.
   */
  public static OptionalInt find(int step, int most, Trial trial)
      throws IOException, InterruptedException {
    int tooLittle = 0;
    int enough = most / step;
    if (!trial.isEnough(enough * step)) {
      return OptionalInt.empty();
    }
    while (enough - tooLittle > 1) {
      int middle = (tooLittle + enough) >>> 1;
      if (trial.isEnough(middle * step)) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return OptionalInt.of(enough * step);
  }
}
