package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictImagesResponse;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Which images of a batch were begun and not answered. Written by who sends and who receives. */
final class BatchLedger implements Assembly<PredictImagesResponse, BatchResult> {
  /**
   * An image that was begun.
   *
   * @param unreadable why it could not be read to its end, if that is so
   */
  private record Begun(String imageId, Optional<RuntimeException> unreadable) {}

  /** By the name on the wire. */
  private final Map<String, Begun> unanswered = new ConcurrentHashMap<>();

  private final AtomicLong count = new AtomicLong();
  private final BooleanSupplier allSent;

  BatchLedger(BooleanSupplier allSent) {
    this.allSent = allSent;
  }

  /**
   * Names an image for the gateway, which demands short names that differ; the caller's may be
   * anything.
   */
  String begun(String imageId) {
    String wireId = Long.toString(count.getAndIncrement());
    unanswered.put(wireId, new Begun(imageId, Optional.empty()));
    return wireId;
  }

  /** An image ended early, so that the gateway will refuse it. */
  void unreadable(String wireId, RuntimeException cause) {
    unanswered.computeIfPresent(
        wireId, (same, begun) -> new Begun(begun.imageId(), Optional.of(cause)));
  }

  /** What repeating the whole batch would mean. */
  Observed observed() {
    return new Observed(null, count.get() > 0 ? PredictSent.UNKNOWN : PredictSent.NO);
  }

  Set<String> unanswered() {
    return unanswered.values().stream().map(Begun::imageId).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public BatchResult accept(PredictImagesResponse response) {
    Begun begun = unanswered.remove(response.getImageId());
    if (begun == null) {
      throw unasked();
    }
    String id = begun.imageId();
    if (response.hasPrediction()) {
      return BatchResult.predicted(id, response.getPrediction());
    }
    RuntimeException refused = FailureTranslator.translate(response.getError());
    return BatchResult.failed(id, begun.unreadable().orElse(refused));
  }

  private static RuntimeException unasked() {
    return Status.INTERNAL
        .withDescription("The gateway answered an image that waits for no answer")
        .asRuntimeException();
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
