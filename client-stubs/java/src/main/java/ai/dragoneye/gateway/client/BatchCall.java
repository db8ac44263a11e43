package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import io.grpc.Deadline;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One batch: sends on a thread of the client's own while results are read. */
final class BatchCall {
  private final Outbound<PredictImagesRequest> outbound = new Outbound<>();
  private final BatchLedger ledger = new BatchLedger(outbound::halfClosed);
  private final Connection connection;
  private final Inbound<PredictImagesResponse, BatchResult> inbound;
  private final BatchSender sender;

  BatchCall(String model, PredictOptions options, Connection connection) {
    this.connection = connection;
    Deadline deadline = Connection.deadlineAfter(options.deadline());
    Function<PredictImagesResponse, PredictImagesResponse> reader = Function.identity();
    inbound =
        new Inbound<>(
            connection,
            ledger,
            opening ->
                connection
                    .predictions(deadline)
                    .predictImages(new InboundObserver<>(opening, reader, outbound)),
            connection.reconnects(deadline),
            ledger::observed);
    inbound.whenEnded(outbound::end);
    sender = new BatchSender(outbound, ledger, inbound, model, options);
  }

  BatchStream stream(Iterable<BatchImage> images) {
    start(images);
    return new Results(new BlockingStream<>(inbound));
  }

  CompletableFuture<@Nullable Void> deliverTo(
      Consumer<BatchResult> listener, Iterable<BatchImage> images) {
    CompletableFuture<@Nullable Void> future =
        Delivery.of(inbound, connection.executor(), listener, () -> null);
    start(images);
    return future;
  }

  private void start(Iterable<BatchImage> images) {
    BackgroundSending.start(connection.threads().batches(), () -> send(images), inbound);
  }

  private @Nullable Void send(Iterable<BatchImage> images)
      throws IOException, InterruptedException {
    inbound.open();
    sender.sendAll(images);
    return null;
  }

  private final class Results implements BatchStream {
    private final ResponseStream<BatchResult> results;

    Results(ResponseStream<BatchResult> results) {
      this.results = results;
    }

    @Override
    public Set<String> unanswered() {
      return ledger.unanswered();
    }

    @Override
    public Iterator<BatchResult> iterator() {
      return results.iterator();
    }

    @Override
    public void close() {
      results.close();
    }
  }
}
