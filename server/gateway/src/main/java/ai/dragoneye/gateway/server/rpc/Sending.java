package ai.dragoneye.gateway.server.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * The sending side of a call, which several threads share: {@link ServerCall} itself is not made
 * for that. Thread-safe; never blocks. After the end everything is ignored.
 */
final class Sending<T> {
  private static final Metadata.Key<String> TASK_ID =
      Metadata.Key.of("dragoneye-task-id", Metadata.ASCII_STRING_MARSHALLER);

  private final ServerCall<?, T> call;
  private boolean headersSent;
  private boolean closed;
  private volatile Runnable onRoom = () -> {};

  Sending(ServerCall<?, T> call) {
    this.call = call;
  }

  /** Sends the headers with the task in them, unless a message made them go out before. */
  synchronized void announce(String taskId) {
    Metadata headers = new Metadata();
    headers.put(TASK_ID, taskId);
    sendHeaders(headers);
  }

  synchronized void send(T message) {
    sendHeaders(new Metadata());
    if (!closed) {
      call.sendMessage(message);
    }
  }

  private void sendHeaders(Metadata headers) {
    if (!headersSent && !closed) {
      headersSent = true;
      call.sendHeaders(headers);
    }
  }

  synchronized void complete() {
    sendHeaders(new Metadata());
    close(Status.OK, new Metadata());
  }

  synchronized void fail(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  private void close(Status status, Metadata trailers) {
    if (!closed) {
      closed = true;
      call.close(status, trailers);
    }
  }

  /** Whether the transport takes more without queueing it up. */
  boolean hasRoom() {
    return call.isReady();
  }

  /** Sets what hears that there may be room again; it must not block. */
  void onRoom(Runnable listener) {
    onRoom = listener;
  }

  /** The transport may have room again. Called by it. */
  void roomAgain() {
    onRoom.run();
  }
}
