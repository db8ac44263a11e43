package ai.dragoneye.gateway.simulator.http;

import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Hands the messages of a connection on one at a time, each when it is asked for, and reads from
 * the socket only when it has none left. One read of the socket may bring several messages. Runs on
 * the event loop.
 */
final class Inbox {
  private final Channel channel;
  private final Consumer<Object> taker;
  private final Queue<Object> messages = new ArrayDeque<>();
  private boolean wanted;
  private boolean held;
  private boolean handing;

  /** An inbox whose messages belong to the taker once handed on. */
  Inbox(Channel channel, Consumer<Object> taker) {
    this.channel = channel;
    this.taker = taker;
  }

  /** Asks for one more message. */
  void want() {
    wanted = true;
    hand();
  }

  /**
   * Hands nothing on until it is released, yet keeps a read pending while it is empty: only so does
   * a connection notice that its peer has gone.
   */
  void hold() {
    held = true;
    want();
  }

  /** Ends the holding. */
  void release() {
    held = false;
    want();
  }

  void arrived(Object message) {
    messages.add(message);
    hand();
  }

  /** A read of the socket is over; the next is due if it brought nothing that was wanted. */
  void readComplete() {
    readIfDue();
  }

  void discard() {
    messages.forEach(ReferenceCountUtil::release);
    messages.clear();
  }

  private void hand() {
    if (handing) {
      return;
    }
    handing = true;
    try {
      while (wanted && !held && !messages.isEmpty()) {
        wanted = false;
        taker.accept(messages.remove());
      }
    } finally {
      handing = false;
    }
    readIfDue();
  }

  private void readIfDue() {
    if (wanted && messages.isEmpty()) {
      channel.read();
    }
  }
}
