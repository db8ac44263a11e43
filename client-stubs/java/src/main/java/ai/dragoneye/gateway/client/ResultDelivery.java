package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells a listener the events of a result. */
final class ResultDelivery<H, T> implements Consumer<ResultEvent<H, T>> {
  private final ResultListener<H, T> listener;
  private ResultCompletion completion = ResultCompletion.getDefaultInstance();

  private ResultDelivery(ResultListener<H, T> listener) {
    this.listener = listener;
  }

  /**
   * Connects a listener to a call that is not open yet.
   *
   * @param result makes the future's value, after the last event
   * @return cancelling it cancels the call
   */
  static <H, T, R> CompletableFuture<R> connect(
      Inbound<?, ResultEvent<H, T>> inbound,
      Executor executor,
      ResultListener<H, T> listener,
      Function<ResultCompletion, R> result) {
    ResultDelivery<H, T> delivery = new ResultDelivery<>(listener);
    return Delivery.of(inbound, executor, delivery, () -> result.apply(delivery.completion));
  }

  @Override
  public void accept(ResultEvent<H, T> event) {
    if (event instanceof ResultEvent.Header<H, T> header) {
      listener.onHeader(header.content());
    } else if (event instanceof ResultEvent.Element<H, T> element) {
      listener.onNext(element.content(), element.place());
    } else if (event instanceof ResultEvent.Completion<H, T> end) {
      completion = end.counts();
    }
  }
}
