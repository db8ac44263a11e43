package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictImagesResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Which images of a batch were begun and not answered. Written by who sends and who receives. */
final class BatchLedger implements Assembly<PredictImagesResponse, BatchResult> {
  /** By image, why it could not be read to its end, if that is so. */
  private final Map<String, Optional<IOException>> unanswered = new ConcurrentHashMap<>();

  private final BooleanSupplier allSent;
  private volatile boolean anyBegun;

  BatchLedger(BooleanSupplier allSent) {
    this.allSent = allSent;
  }

  void begun(String imageId) {
    anyBegun = true;
    unanswered.put(imageId, Optional.empty());
  }

  /** An image ended early, so that the gateway will refuse it. */
  void unreadable(String imageId, IOException cause) {
    unanswered.replace(imageId, Optional.of(cause));
  }

  /** What repeating the whole batch would mean. */
  Observed observed() {
    return new Observed(null, anyBegun ? PredictSent.UNKNOWN : PredictSent.NO);
  }

  Set<String> unanswered() {
    return Set.copyOf(unanswered.keySet());
  }

  @Override
  public BatchResult accept(PredictImagesResponse response) {
    String id = response.getImageId();
    Optional<IOException> unreadable = Optional.ofNullable(unanswered.remove(id)).flatMap(x -> x);
    if (response.hasPrediction()) {
      return BatchResult.predicted(id, response.getPrediction());
    }
    RuntimeException refused = FailureTranslator.translate(response.getError());
    return BatchResult.failed(
        id, unreadable.<RuntimeException>map(BatchLedger::unreadable).orElse(refused));
  }

  static UncheckedIOException unreadable(IOException cause) {
    return new UncheckedIOException("The media could not be read: " + cause.getMessage(), cause);
  }

  @Override
  public boolean isComplete() {
    return allSent.getAsBoolean() && unanswered.isEmpty();
  }

  /** Images are never sent again by themselves. */
  @Override
  public boolean rewind() {
    return false;
  }

  @Override
  public long sizeOf(BatchResult result) {
    return result.failure().isPresent() ? 0 : result.prediction().getSerializedSize();
  }
}
