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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private enum State {
    IDLE,
    READING_BODY,
    ANSWERING,
    /** Answered early: the rest of the body is thrown away so that the client sees the answer. */
    LINGERING,
    STALLED
  }

  private final RequestRouter router;
  private final Executor blocking;
  private final Channel channel;
  private final Inbox inbox;
  private State state = State.IDLE;
  private @Nullable Exchange exchange;
  private BodyReader body = BodyReader.DISCARDING;
  private Pacer pacer = new Pacer(0);

  Connection(RequestRouter router, Executor blocking, Channel channel) {
    this.router = router;
    this.blocking = blocking;
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
      readOn(bytes);
    } else if (current.stalled()) {
      state = State.STALLED;
    } else {
      pass(content, current, bytes);
    }
  }

  private void pass(HttpContent content, Exchange current, int bytes) {
    body.data(content.content());
    if (content instanceof LastHttpContent && !current.answered()) {
      state = State.ANSWERING;
      inbox.hold();
      body.end();
    } else if (!current.answered()) {
      readOn(bytes);
    }
  }

  private void readOn(int bytes) {
    long wait = pacer.delayAfter(bytes, System.nanoTime());
    if (wait < TimeUnit.MILLISECONDS.toNanos(1)) {
      inbox.want();
    } else {
      channel.eventLoop().schedule(inbox::want, wait, TimeUnit.NANOSECONDS);
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

  void offload(Supplier<Reply> work, Consumer<Reply> whenDone) {
    blocking.execute(
        () -> {
          Reply reply = carriedOut(work);
          if (channel.isActive()) {
            channel.eventLoop().execute(() -> whenDone.accept(reply));
          }
        });
  }

  private static Reply carriedOut(Supplier<Reply> work) {
    try {
      return work.get();
    } catch (RuntimeException bug) {
      log.error("The simulator failed to answer a request", bug);
      return Reply.detail(500, "the simulator failed");
    }
  }

  void later(Duration delay, Runnable action) {
    if (delay.isZero()) {
      action.run();
      return;
    }
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (channel.isActive()) {
                action.run();
              }
            },
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  void reset() {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  void write(Reply reply, ReplyWriter.Limits limits, boolean keepAlive) {
    boolean goesOn = keepAlive && state == State.ANSWERING;
    new ReplyWriter(channel, reply, limits, () -> written(reply.status(), goesOn)).start(goesOn);
  }

  private void written(int status, boolean goesOn) {
    if (exchange != null) {
      exchange.finished(status);
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
    channel.eventLoop().schedule(() -> channel.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (exchange != null) {
      if (state != State.ANSWERING) {
        body.aborted();
      }
      exchange.finished(0);
    }
    inbox.discard();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("Connection ended: {}", cause.toString());
    channel.close();
  }
}
