package ai.dragoneye.gateway.simulator.fault;

import ai.dragoneye.gateway.simulator.fault.Fault.Answer;
import ai.dragoneye.gateway.simulator.fault.Fault.Cut;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Describes a {@link Fault}. Effects combine (a delayed, truncated 200 is one fault). Not
 * thread-safe.
 */
public final class FaultBuilder {
  private final Step step;
  private int skip;
  private int times = 1;
  private Cut cut = Cut.NONE;
  private Duration delay = Duration.ZERO;
  private long bytesPerSecond;
  private OptionalLong stallAfterBytes = OptionalLong.empty();
  private OptionalLong truncateAfterBytes = OptionalLong.empty();
  private OptionalLong status = OptionalLong.empty();
  private String body = "";
  private boolean early;
  private boolean carriedOut;
  private final Map<String, String> headers = new HashMap<>();
  private final Set<String> removedHeaders = new HashSet<>();

  FaultBuilder(Step step) {
    this.step = step;
  }

  /** Lets the next {@code requests} of the step pass first. */
  public FaultBuilder after(int requests) {
    skip = requireAtLeast(0, requests, "after");
    return this;
  }

  /** Happens to that many requests. */
  public FaultBuilder times(int requests) {
    times = requireAtLeast(1, requests, "times");
    return this;
  }

  /** Happens to every request from then on. */
  public FaultBuilder always() {
    times = 0;
    return this;
  }

  /** Answers with a status and an empty body; the request takes no effect. */
  public FaultBuilder status(int code) {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("status must be 200 to 599, not " + code);
    }
    status = OptionalLong.of(code);
    return this;
  }

  /** The body of that answer; the status is 200 when none is set. */
  public FaultBuilder body(String text) {
    status = status.isPresent() ? status : OptionalLong.of(200);
    body = text;
    return this;
  }

  /** A JSON body; the status is 200 when none is set. Also for JSON that is none. */
  public FaultBuilder json(String text) {
    return header("Content-Type", "application/json").body(text);
  }

  /** A header of that answer, for example {@code Retry-After}. */
  public FaultBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Gives that answer before the body was read, then closes the connection. */
  public FaultBuilder early() {
    early = true;
    return this;
  }

  /** Lets the request take effect although its answer is replaced or lost. */
  public FaultBuilder carriedOut() {
    carriedOut = true;
    return this;
  }

  /** Holds the answer back. */
  public FaultBuilder delay(Duration time) {
    delay = time;
    return this;
  }

  /** Resets the connection when the head has arrived. */
  public FaultBuilder resetBeforeRead() {
    cut = Cut.RESET_BEFORE_READ;
    return this;
  }

  /** Resets the connection when the whole request was read. */
  public FaultBuilder resetAfterRead() {
    cut = Cut.RESET_AFTER_READ;
    return this;
  }

  /** Reads an upload, or writes any other answer, at this speed. */
  public FaultBuilder bytesPerSecond(long rate) {
    bytesPerSecond = requireAtLeast(1, rate, "bytes per second");
    return this;
  }

  /**
   * Reads and answers nothing more after that many bytes of the body; the connection stays, until
   * the faults are cleared. A stalled connection does not notice that its client has gone.
   */
  public FaultBuilder stallAfter(long bodyBytes) {
    stallAfterBytes = OptionalLong.of(requireAtLeast(0, bodyBytes, "stall after"));
    return this;
  }

  /** Closes the connection after that many bytes of the answer's body. */
  public FaultBuilder truncateAfter(long bodyBytes) {
    truncateAfterBytes = OptionalLong.of(requireAtLeast(0, bodyBytes, "truncate after"));
    return this;
  }

  /** Leaves a header out of the answer. */
  public FaultBuilder withoutHeader(String name) {
    removedHeaders.add(name.toLowerCase(Locale.ROOT));
    return this;
  }

  /**
   * The fault described.
   *
   * @throws IllegalArgumentException when it contradicts itself
   */
  public Fault build() {
    if (early && status.isEmpty()) {
      throw new IllegalArgumentException("an early answer needs a status");
    }
    Optional<Answer> answer =
        status.isPresent()
            ? Optional.of(new Answer((int) status.getAsLong(), headers, body))
            : Optional.empty();
    return new Fault(
        new Fault.Trigger(step, skip, times),
        new Fault.Flow(cut, delay, bytesPerSecond, stallAfterBytes),
        new Fault.Rewrite(
            answer, early, carriedOut, truncateAfterBytes, Set.copyOf(removedHeaders)));
  }

  private static int requireAtLeast(int least, int value, String what) {
    return (int) requireAtLeast((long) least, value, what);
  }

  private static long requireAtLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
