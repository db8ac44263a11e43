package ai.dragoneye.gateway.upstream.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Lets a virtual thread wait for an exchange; whoever stops waiting cancels it, which closes its
 * connection.
 */
public final class Await {
  private static final String OURS = "ai.dragoneye.";

  private Await() {}

  /**
   * Subscribes and waits.
   *
   * @throws LostException where the exchange failed or took longer than the limit
   * @throws InterruptedException where the calling thread was interrupted
   * @throws RuntimeException as it is, where one of our own ended the exchange
   */
  public static <T> T result(Mono<T> exchange, Duration limit)
      throws LostException, InterruptedException {
    CompletableFuture<T> future = subscribe(exchange);
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw unwrap(failed);
    } catch (TimeoutException late) {
      throw new LostException(late);
    } finally {
      future.cancel(true);
    }
  }

  private static <T> CompletableFuture<T> subscribe(Mono<T> exchange) throws LostException {
    try {
      return exchange.toFuture();
    } catch (RejectedExecutionException | IllegalStateException closed) {
      throw new LostException(closed);
    }
  }

  private static LostException unwrap(ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    if (cause instanceof RuntimeException ours
        && ours.getClass().getPackageName().startsWith(OURS)) {
      throw ours;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new LostException(cause);
  }
}
