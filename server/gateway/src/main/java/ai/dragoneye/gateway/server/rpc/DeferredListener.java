package ai.dragoneye.gateway.server.rpc;

import io.grpc.ServerCall;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens to a call until its handler runs, then hands all of it on in its order. Before
 * that a call asks for no message, so that there is next to nothing to keep. Thread-safe; one
 * thread at a time is in the handler's listener.
 */
final class DeferredListener<Q> extends ServerCall.Listener<Q> {
  private final Queue<Consumer<ServerCall.Listener<Q>>> events = new ArrayDeque<>();
  private ServerCall.@Nullable Listener<Q> handler;
  private boolean handing;

  /** Hands everything to {@code listener} from now on. Called once. */
  void become(ServerCall.Listener<Q> listener) {
    synchronized (this) {
      handler = listener;
    }
    handOn();
  }

  private void happened(Consumer<ServerCall.Listener<Q>> event) {
    synchronized (this) {
      events.add(event);
    }
    handOn();
  }

  private void handOn() {
    while (true) {
      ServerCall.Listener<Q> to;
      Consumer<ServerCall.Listener<Q>> event;
      synchronized (this) {
        if (handler == null || handing || events.isEmpty()) {
          return;
        }
        handing = true;
        to = handler;
        event = events.remove();
      }
      try {
        event.accept(to);
      } finally {
        synchronized (this) {
          handing = false;
        }
      }
    }
  }

  @Override
  public void onMessage(Q message) {
    happened(listener -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    happened(ServerCall.Listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    happened(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    happened(ServerCall.Listener::onComplete);
  }

  @Override
  public void onReady() {
    happened(ServerCall.Listener::onReady);
  }
}
