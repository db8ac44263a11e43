package ai.dragoneye.gateway.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A call by its generated descriptor, as any client makes it; keeps whatever comes. */
public final class GatheredCall<Q, R> {
  static final Metadata.Key<String> TASK_ID =
      Metadata.Key.of("dragoneye-task-id", Metadata.ASCII_STRING_MARSHALLER);
  private static final int EVERYTHING = 1_000_000;

  private final ClientCall<Q, R> call;
  private final List<R> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Metadata> headers = new CompletableFuture<>();
  private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();

  private GatheredCall(ClientCall<Q, R> call) {
    this.call = call;
  }

  static CallOptions withinSeconds(int seconds) {
    return CallOptions.DEFAULT.withDeadline(Deadline.after(seconds, TimeUnit.SECONDS));
  }

  /** Reads all that comes. */
  static <Q, R> GatheredCall<Q, R> open(
      Channel channel, MethodDescriptor<Q, R> method, CallOptions options) {
    GatheredCall<Q, R> opened = openSilent(channel, method, options);
    opened.read(EVERYTHING);
    return opened;
  }

  /** Reads nothing unless told to. */
  static <Q, R> GatheredCall<Q, R> openSilent(
      Channel channel, MethodDescriptor<Q, R> method, CallOptions options) {
    GatheredCall<Q, R> opened = new GatheredCall<>(channel.newCall(method, options));
    opened.call.start(opened.new Listener(), new Metadata());
    return opened;
  }

  void read(int count) {
    call.request(count);
  }

  void send(Q message) {
    call.sendMessage(message);
  }

  boolean isReady() {
    return call.isReady();
  }

  void halfClose() {
    call.halfClose();
  }

  void cancel() {
    call.cancel("the test cancels", null);
  }

  List<R> messages() {
    return List.copyOf(messages);
  }

  /** Waits for a message. */
  R await(Predicate<R> wanted) {
    return Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> messages.stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  Metadata headers() {
    return get(headers);
  }

  boolean ended() {
    return end.isDone();
  }

  /** Waits for the end, which must be a good one, and gives all messages. */
  List<R> complete() {
    StatusRuntimeException ended = get(end);
    if (!ended.getStatus().isOk()) {
      throw new AssertionError(ended);
    }
    return messages();
  }

  /** Waits for the failure. */
  RpcFailure failure() {
    StatusRuntimeException ended = get(end);
    if (ended.getStatus().isOk()) {
      throw new AssertionError("did not fail: " + messages);
    }
    return new RpcFailure(ended);
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private final class Listener extends ClientCall.Listener<R> {
    @Override
    public void onHeaders(Metadata received) {
      headers.complete(received);
    }

    @Override
    public void onMessage(R message) {
      messages.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      headers.completeExceptionally(status.asRuntimeException(trailers));
      end.complete(status.asRuntimeException(trailers));
    }
  }
}
