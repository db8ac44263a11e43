package ai.dragoneye.gateway.simulator.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection: takes one request at a time and one message per read, so that nothing
 * arrives that nobody has asked for. Runs on its event loop.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends the channel, which is noticed
final class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final Duration LINGER = Duration.ofSeconds(5);

  /** Shorter ones cost more than they pace. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  private enum State {
    IDLE,
    READING_BODY,
    ANSWERING,
    /** Answered early: the rest of the body is thrown away so that the client sees the answer. */
    LINGERING,
    STALLED
  }

  private final RequestRouter router;
  private final LoopTasks tasks;
  private final Channel channel;
  private final Inbox inbox;
  private State state = State.IDLE;
  private @Nullable Exchange exchange;
  private BodyReader body = BodyReader.DISCARDING;
  private Pacer pacer = new Pacer(0);

  Connection(RequestRouter router, LoopTasks tasks, Channel channel) {
    this.router = router;
    this.tasks = tasks;
    this.channel = channel;
    this.inbox = new Inbox(channel, this::take);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    inbox.want();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    inbox.arrived(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inbox.readComplete();
  }

  private void take(Object message) {
    try {
      if (message instanceof HttpRequest request) {
        opened(request);
      } else if (message instanceof HttpContent content) {
        arrived(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void opened(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      malformed();
      return;
    }
    Exchange opening;
    try {
      opening = new Exchange(this, RequestHead.of(request));
    } catch (IllegalArgumentException brokenTarget) {
      malformed();
      return;
    }
    state = State.READING_BODY;
    pacer = new Pacer(0);
    exchange = opening;
    body = router.open(opening);
    if (!opening.answered()) {
      if (HttpUtil.is100ContinueExpected(request)) {
        channel.writeAndFlush(
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
      inbox.want();
    }
  }

  private void arrived(HttpContent content) {
    Exchange current = exchange;
    if (current == null && state == State.LINGERING) {
      inbox.want();
      return;
    }
    if (content.decoderResult().isFailure() || current == null) {
      malformed();
      return;
    }
    int bytes = content.content().readableBytes();
    current.received(bytes);
    if (current.answered()) {
      body.discarded(bytes);
      readOn(current, bytes);
      return;
    }
    body.data(content.content());
    boolean last = content instanceof LastHttpContent;
    if (current.stalls()) {
      state = State.STALLED;
      current.whenReleased(() -> tasks.run(() -> goOn(current, last, bytes)));
    } else {
      goOn(current, last, bytes);
    }
  }

  private void goOn(Exchange current, boolean last, int bytes) {
    if (current.answered()) {
      return;
    }
    if (last) {
      state = State.ANSWERING;
      inbox.hold();
      body.end();
    } else {
      state = State.READING_BODY;
      readOn(current, bytes);
    }
  }

  private void readOn(Exchange current, int bytes) {
    Duration wait = pacer.delayAfter(bytes, System.nanoTime());
    if (wait.compareTo(SHORTEST_PAUSE) < 0) {
      inbox.want();
    } else {
      current.pausesFor(wait);
      tasks.later(wait, inbox::want);
    }
  }

  private void malformed() {
    body.aborted();
    state = State.READING_BODY;
    write(
        Reply.detail(400, "malformed HTTP request"),
        new ReplyWriter.Limits(0, Long.MAX_VALUE),
        false);
  }

  void readAt(long bytesPerSecond) {
    pacer = new Pacer(bytesPerSecond);
  }

  /** Gives an answer when the body has not moved for a while although it may. */
  void answerIfSilent(Exchange waiting, Duration limit, Reply reply) {
    tasks.later(
        limit,
        () -> {
          if (exchange != waiting || state != State.READING_BODY || waiting.answered()) {
            return;
          }
          if (waiting.silentFor().compareTo(limit) >= 0) {
            waiting.answer(reply);
          } else {
            answerIfSilent(waiting, limit, reply);
          }
        });
  }

  LoopTasks tasks() {
    return tasks;
  }

  void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  void write(Reply reply, ReplyWriter.Limits limits, boolean keepAlive) {
    boolean goesOn = keepAlive && state == State.ANSWERING;
    new ReplyWriter(channel, reply, limits, () -> written(goesOn)).start(goesOn);
  }

  private void written(boolean goesOn) {
    if (exchange != null) {
      exchange.finished();
    }
    if (goesOn) {
      idle();
    } else if (state == State.ANSWERING) {
      channel.close();
    } else {
      linger();
    }
  }

  private void idle() {
    state = State.IDLE;
    exchange = null;
    body = BodyReader.DISCARDING;
    inbox.release();
  }

  private void linger() {
    state = State.LINGERING;
    ((DuplexChannel) channel).shutdownOutput();
    inbox.want();
    tasks.later(LINGER, channel::close);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (exchange != null) {
      if (state != State.ANSWERING) {
        body.aborted();
      }
      exchange.finished();
    }
    inbox.discard();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("Connection ended: {}", cause.toString());
    channel.close();
  }
}
