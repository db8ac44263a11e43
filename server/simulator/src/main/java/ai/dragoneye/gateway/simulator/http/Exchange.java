package ai.dragoneye.gateway.simulator.http;

import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.Fault.Cut;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * One request and its answer. Used on the connection's event loop; only the work given to {@link
 * #complete} runs elsewhere, on a thread that may block.
 */
public final class Exchange {
  private final Connection connection;
  private final RequestHead head;
  private Fault fault = Fault.at(Step.BEGIN).build();
  private final List<IntConsumer> onFinished = new ArrayList<>();
  private long bodyBytes;
  private boolean answered;

  Exchange(Connection connection, RequestHead head) {
    this.connection = connection;
    this.head = head;
  }

  /** The request without its body. */
  public RequestHead head() {
    return head;
  }

  /** Lets this request meet a fault. */
  public void meet(Fault scripted) {
    fault = scripted;
  }

  /** Limits the speed at which the body is read, unless a fault already does. */
  public void readAt(long bytesPerSecond) {
    connection.readAt(
        fault.flow().bytesPerSecond() > 0 ? fault.flow().bytesPerSecond() : bytesPerSecond);
  }

  /** Asks to be told once when the exchange is over: the status answered, or 0. */
  public void whenFinished(IntConsumer listener) {
    onFinished.add(listener);
  }

  /** Whether an answer was given or the connection cut. */
  public boolean answered() {
    return answered;
  }

  /** Bytes of the body received so far, those after an early answer included. */
  public long bodyBytes() {
    return bodyBytes;
  }

  /** Answers a request that was read in full with what the work says. */
  public void complete(Supplier<Reply> work) {
    if (fault.suppressesEffect()) {
      answer(fault.rewrite().answer().map(Exchange::scripted).orElseGet(() -> Reply.empty(500)));
      return;
    }
    connection.offload(work, this::answer);
  }

  /** Answers now, whatever has been read; the connection closes if the body is not complete. */
  public void answer(Reply reply) {
    if (answered) {
      return;
    }
    answered = true;
    connection.later(fault.flow().delay(), () -> deliver(reply));
  }

  /** Resets the connection. */
  public void reset() {
    answered = true;
    connection.reset();
  }

  private void deliver(Reply reply) {
    if (fault.flow().cut() == Cut.RESET_AFTER_READ) {
      connection.reset();
      return;
    }
    Reply scripted = fault.rewrite().answer().map(Exchange::scripted).orElse(reply);
    long cutAt = fault.rewrite().truncateAfterBytes().orElse(Long.MAX_VALUE);
    boolean truncated = cutAt < scripted.body().length();
    connection.write(
        withoutRemoved(scripted),
        new ReplyWriter.Limits(fault.flow().bytesPerSecond(), cutAt),
        head.keepAlive() && !truncated);
  }

  private Reply withoutRemoved(Reply reply) {
    Map<String, String> left = new LinkedHashMap<>(reply.headers());
    left.keySet()
        .removeIf(name -> fault.rewrite().removedHeaders().contains(name.toLowerCase(Locale.ROOT)));
    return new Reply(reply.status(), left, reply.body());
  }

  /** The answer that a fault prescribes. */
  public static Reply scripted(Fault.Answer answer) {
    return Reply.text(answer.status(), answer.headers(), answer.body());
  }

  void received(int bytes) {
    bodyBytes += bytes;
  }

  boolean stalled() {
    OptionalLong limit = fault.flow().stallAfterBytes();
    return limit.isPresent() && bodyBytes >= limit.getAsLong();
  }

  void finished(int status) {
    onFinished.forEach(listener -> listener.accept(status));
    onFinished.clear();
  }
}
