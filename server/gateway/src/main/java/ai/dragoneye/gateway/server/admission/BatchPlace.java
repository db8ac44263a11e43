package ai.dragoneye.gateway.server.admission;

import org.jspecify.annotations.Nullable;

/**
 * A batch's place in the gateway: memory for what its images share. Closing it gives that back; the
 * images' own places are closed by whoever took them.
 */
public final class BatchPlace implements AutoCloseable {
  private final Admission admission;
  private final PredictionPlace place;
  private final Party party;

  BatchPlace(Admission admission, PredictionPlace place, Party party) {
    this.admission = admission;
    this.place = place;
    this.party = party;
  }

  /**
   * Waits for a place for the next image, which holds the caller back meanwhile.
   *
   * @param sizeBytes of the image, or null where the caller does not say
   * @throws ai.dragoneye.gateway.server.failure.FailureException where none came in time
   */
  public PredictionPlace image(@Nullable Long sizeBytes) throws InterruptedException {
    return admission.image(party, sizeBytes);
  }

  @Override
  public void close() {
    place.close();
  }
}
