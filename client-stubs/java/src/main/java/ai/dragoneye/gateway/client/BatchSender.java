package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ImageEnd;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import com.google.protobuf.ByteString;
import java.io.IOException;

/**
 * Sends images, one after another. One that cannot be read fails alone wherever that is possible.
 */
final class BatchSender {
  private final Outbound<PredictImagesRequest> outbound;
  private final BatchLedger ledger;
  private final Inbound<?, BatchResult> results;
  private final String model;
  private final PredictOptions options;
  private long sentBytes;

  BatchSender(
      Outbound<PredictImagesRequest> outbound,
      BatchLedger ledger,
      Inbound<?, BatchResult> results,
      String model,
      PredictOptions options) {
    this.outbound = outbound;
    this.ledger = ledger;
    this.results = results;
    this.model = model;
    this.options = options;
  }

  /** Sends all, or until the call has ended. */
  void sendAll(Iterable<BatchImage> images) throws IOException, InterruptedException {
    for (BatchImage image : images) {
      if (!awaitReady()) {
        return;
      }
      send(image);
    }
    if (awaitReady()) {
      outbound.halfClose();
    }
  }

  private boolean awaitReady() throws InterruptedException {
    return results.awaitRoom() && outbound.awaitReady();
  }

  private void send(BatchImage image) throws IOException, InterruptedException {
    PreparedImage prepared;
    try {
      prepared = PreparedImage.of(new MediaRequest(image.image().get().content(), model, options));
    } catch (IOException e) {
      results.put(BatchResult.failed(image.id(), BatchLedger.unreadable(e)));
      return;
    } catch (RuntimeException e) {
      results.put(BatchResult.failed(image.id(), e));
      return;
    }
    try (prepared) {
      send(image.id(), prepared);
    }
  }

  private void send(String id, PreparedImage image) throws IOException, InterruptedException {
    String wireId = ledger.begun(id);
    ImageStart start = ImageStart.newBuilder().setImageId(wireId).setConfig(image.config()).build();
    outbound.send(PredictImagesRequest.newBuilder().setStart(start).build());
    ByteString chunk = image.first();
    while (!chunk.isEmpty()) {
      if (!outbound.awaitReady()) {
        return;
      }
      outbound.send(PredictImagesRequest.newBuilder().setChunk(chunk).build());
      sentBytes += chunk.size();
      options.onSent().accept(sentBytes);
      chunk = nextChunk(wireId, image);
    }
    outbound.send(PredictImagesRequest.newBuilder().setEnd(ImageEnd.getDefaultInstance()).build());
  }

  private ByteString nextChunk(String wireId, PreparedImage image) throws IOException {
    try {
      return image.next();
    } catch (IOException | RuntimeException e) {
      if (!image.isProtectedFromCut()) {
        // Ended here, it would be predicted as it is.
        throw e;
      }
      ledger.unreadable(
          wireId,
          e instanceof IOException unread ? BatchLedger.unreadable(unread) : (RuntimeException) e);
      return ByteString.EMPTY;
    }
  }
}
