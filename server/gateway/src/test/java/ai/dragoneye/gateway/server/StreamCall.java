package ai.dragoneye.gateway.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that streams its responses, read one at a time and none ahead, or all there are. */
final class StreamCall<T> {
  private final ClientCall<?, T> call;
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

  private StreamCall(ClientCall<?, T> call) {
    this.call = call;
  }

  static <Q, T> StreamCall<T> open(Channel channel, MethodDescriptor<Q, T> method, Q request) {
    return open(
        channel, CallOptions.DEFAULT.withDeadlineAfter(120, TimeUnit.SECONDS), method, request);
  }

  static <Q, T> StreamCall<T> open(
      Channel channel, CallOptions options, MethodDescriptor<Q, T> method, Q request) {
    ClientCall<Q, T> call = channel.newCall(method, options);
    StreamCall<T> opened = new StreamCall<>(call);
    call.start(opened.new Listener(), new Metadata());
    call.sendMessage(request);
    call.halfClose();
    return opened;
  }

  /** The next message, or null where the stream has ended well. */
  @Nullable T next() throws InterruptedException {
    call.request(1);
    return take();
  }

  private @Nullable T take() throws InterruptedException {
    Object next = arrived.poll(120, TimeUnit.SECONDS);
    if (next instanceof End(Status status, Metadata trailers)) {
      arrived.add(next);
      if (!status.isOk()) {
        throw status.asRuntimeException(trailers);
      }
      return null;
    }
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    @SuppressWarnings("unchecked") // the listener adds nothing else
    T message = (T) next;
    return message;
  }

  /** All messages that are left. */
  List<T> rest() throws InterruptedException {
    List<T> rest = new ArrayList<>();
    call.request(Integer.MAX_VALUE);
    for (T next = take(); next != null; next = take()) {
      rest.add(next);
    }
    return rest;
  }

  /** So many messages. */
  List<T> next(int count) throws InterruptedException {
    List<T> messages = new ArrayList<>();
    while (messages.size() < count) {
      T next = next();
      if (next == null) {
        throw new AssertionError("only " + messages.size() + " messages");
      }
      messages.add(next);
    }
    return messages;
  }

  void cancel() {
    call.cancel("the test is done with it", null);
  }

  private record End(Status status, Metadata trailers) {}

  private final class Listener extends ClientCall.Listener<T> {
    @Override
    public void onMessage(T message) {
      arrived.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      arrived.add(new End(status, trailers));
    }
  }
}
