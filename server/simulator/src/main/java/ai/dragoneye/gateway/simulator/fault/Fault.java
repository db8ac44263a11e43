package ai.dragoneye.gateway.simulator.fault;

import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One scripted misbehaviour. Immutable; made with {@link #at}.
 *
 * @param trigger when it happens
 * @param flow what happens to the connection and its speed
 * @param rewrite what happens to the answer
 */
public record Fault(Trigger trigger, Flow flow, Rewrite rewrite) {

  /**
   * When a fault happens.
   *
   * @param step the requests it happens to
   * @param skip how many of them pass unharmed first
   * @param times how many it then happens to; 0 is all of them
   */
  public record Trigger(Step step, int skip, int times) {}

  /**
   * What happens to the connection.
   *
   * @param cut whether and when it is reset
   * @param delay how long the answer is held back
   * @param bytesPerSecond speed of reading an upload or of writing any other answer; 0 is unlimited
   * @param stallAfterBytes body bytes after which nothing is read or answered any more
   */
  public record Flow(Cut cut, Duration delay, long bytesPerSecond, OptionalLong stallAfterBytes) {}

  /** Whether a request's connection is reset (TCP RST), and when. */
  public enum Cut {
    /** It is not. */
    NONE,
    /** When the request's head has arrived, before its body is read. */
    RESET_BEFORE_READ,
    /** When the whole request was read, instead of the answer. */
    RESET_AFTER_READ
  }

  /**
   * What happens to the answer.
   *
   * @param answer the answer given instead of the real one
   * @param early whether that answer is given before the body was read
   * @param carriedOut whether the request takes effect although its answer is lost or replaced
   * @param truncateAfterBytes body bytes after which the connection closes, short of the
   *     Content-Length announced
   * @param removedHeaders names of answer headers left out, in lower case
   */
  public record Rewrite(
      Optional<Answer> answer,
      boolean early,
      boolean carriedOut,
      OptionalLong truncateAfterBytes,
      Set<String> removedHeaders) {}

  /**
   * An answer in full.
   *
   * @param status the HTTP status
   * @param headers header fields; Content-Length is set by the simulator
   * @param body the body, sent as UTF-8
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /** Starts the description of a fault at a step; as it stands it happens once and does nothing. */
  public static FaultBuilder at(Step step) {
    return new FaultBuilder(step);
  }

  /** Whether the request is to take no effect. */
  public boolean suppressesEffect() {
    boolean lost = rewrite.answer().isPresent() || flow.cut() != Cut.NONE;
    return lost && !rewrite.carriedOut();
  }
}
