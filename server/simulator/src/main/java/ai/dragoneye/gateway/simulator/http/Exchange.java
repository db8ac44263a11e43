package ai.dragoneye.gateway.simulator.http;

import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.Fault.Cut;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  private final List<IntConsumer> onAnswered = new ArrayList<>();
  private final List<Runnable> onFinished = new ArrayList<>();
  private CompletionStage<Void> release = CompletableFuture.completedStage(null);
  private long movedAt = System.nanoTime();
  private boolean stallIsOver;
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

  /**
   * Lets this request meet a fault.
   *
   * @param released ends its stall, if it has one
   */
  public void meet(Fault scripted, CompletionStage<Void> released) {
    fault = scripted;
    release = released;
  }

  /** Answers a request whose body has not moved for a while although it is being read. */
  public void answerIfSilent(Duration limit, Reply reply) {
    connection.answerIfSilent(this, limit, reply);
  }

  /** Limits the speed at which the body is read, unless a fault already does. */
  public void readAt(long bytesPerSecond) {
    connection.readAt(
        fault.flow().bytesPerSecond() > 0 ? fault.flow().bytesPerSecond() : bytesPerSecond);
  }

  /**
   * Asks to be told once of the status answered, before the client can see it; of 0 when the
   * connection ends without an answer.
   */
  public void whenAnswered(IntConsumer listener) {
    onAnswered.add(listener);
  }

  /** Asks to be told once when the answer is written or the connection has ended. */
  public void whenFinished(Runnable listener) {
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
    connection.tasks().offload(work, this::answer);
  }

  /** Answers now, whatever has been read; the connection closes if the body is not complete. */
  public void answer(Reply reply) {
    if (answered) {
      return;
    }
    answered = true;
    connection.tasks().later(fault.flow().delay(), () -> deliver(reply));
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
    noteAnswer(scripted.status());
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
    movedAt = System.nanoTime();
  }

  /** The body will not be read for a while, which is no silence of the client's. */
  void pausesFor(Duration time) {
    movedAt = System.nanoTime() + time.toNanos();
  }

  Duration silentFor() {
    return Duration.ofNanos(System.nanoTime() - movedAt);
  }

  boolean stalls() {
    OptionalLong limit = fault.flow().stallAfterBytes();
    return !stallIsOver && limit.isPresent() && bodyBytes >= limit.getAsLong();
  }

  void whenReleased(Runnable goOn) {
    release.thenRun(
        () -> {
          stallIsOver = true;
          goOn.run();
        });
  }

  private void noteAnswer(int status) {
    onAnswered.forEach(listener -> listener.accept(status));
    onAnswered.clear();
  }

  /** The exchange is over; tells those who wait for it. */
  void finished() {
    noteAnswer(0);
    onFinished.forEach(Runnable::run);
    onFinished.clear();
  }
}
