package ai.dragoneye.gateway.server.faults;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gathers what a call answers. Written by one thread at a time; any thread waits for the end. */
final class Answers<R> implements StreamObserver<R> {
  private static final int PATIENCE_SECONDS = 60;

  private final List<R> messages = new ArrayList<>();
  private final CompletableFuture<List<R>> end = new CompletableFuture<>();

  @Override
  public void onNext(R message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    end.complete(messages);
  }

  /** Waits for the end, and throws what the call failed with. */
  List<R> await() {
    try {
      return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
