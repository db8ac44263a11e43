package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImagePrediction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one image of a batch. */
public final class BatchResult {
  private final String imageId;
  private final @Nullable ImagePrediction prediction;
  private final @Nullable RuntimeException failure;

  private BatchResult(
      String imageId, @Nullable ImagePrediction prediction, @Nullable RuntimeException failure) {
    this.imageId = imageId;
    this.prediction = prediction;
    this.failure = failure;
  }

  static BatchResult predicted(String imageId, ImagePrediction prediction) {
    return new BatchResult(imageId, prediction, null);
  }

  static BatchResult failed(String imageId, RuntimeException failure) {
    return new BatchResult(imageId, null, failure);
  }

  /** The image, as its {@link BatchImage} named it. */
  public String imageId() {
    return imageId;
  }

  /**
   * The prediction.
   *
   * @throws RuntimeException {@link #failure()}, if there is none
   */
  public ImagePrediction prediction() {
    if (prediction == null) {
      throw failure == null ? new IllegalStateException("No prediction") : failure;
    }
    return prediction;
  }

  /**
   * Why there is no prediction: what a call of its own would have thrown, so a {@link
   * DragoneyeException}, or an {@link java.io.UncheckedIOException} where the image could not be
   * read, or what its making or reading threw unchecked. Empty for a success.
   */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }
}
