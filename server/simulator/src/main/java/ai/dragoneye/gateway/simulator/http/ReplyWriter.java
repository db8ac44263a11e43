package ai.dragoneye.gateway.simulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Writes one answer piece by piece, the next when the last has left, at a limited speed and cut
 * short if so asked. Runs on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is noticed
final class ReplyWriter {
  private static final int PIECE = 1 << 20;
  private static final int SLICES_PER_SECOND = 50;

  private final Channel channel;
  private final Reply reply;
  private final long end;
  private final Pacer pacer;
  private final int pieceLength;
  private final Runnable done;
  private long sent;

  /**
   * Prepares the writing of an answer.
   *
   * @param limits speed and length
   * @param done called when the answer, or the part of it that is to be sent, is written; the
   *     connection has closed instead when it could not be
   */
  ReplyWriter(Channel channel, Reply reply, Limits limits, Runnable done) {
    this.channel = channel;
    this.reply = reply;
    this.end = Math.min(reply.body().length(), limits.bytes());
    this.pacer = new Pacer(limits.bytesPerSecond());
    this.pieceLength =
        pacer.unlimited()
            ? PIECE
            : Math.clamp(limits.bytesPerSecond() / SLICES_PER_SECOND, 1, PIECE);
    this.done = done;
  }

  /** How fast and how far an answer's body is written. */
  record Limits(long bytesPerSecond, long bytes) {}

  void start(boolean keepAlive) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
    reply.headers().forEach((name, value) -> head.headers().set(name, value));
    if (reply.status() != HttpResponseStatus.NO_CONTENT.code()) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length());
    }
    if (!keepAlive) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    channel.write(head);
    next();
  }

  private void next() {
    if (sent == end) {
      boolean whole = end == reply.body().length();
      then(
          whole
              ? channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
              : channel.writeAndFlush(channel.alloc().buffer(0)),
          done);
      return;
    }
    int length = (int) Math.min(pieceLength, end - sent);
    Object piece = reply.body().piece(sent, length);
    sent += length;
    Object message = piece instanceof ByteBuf bytes ? new DefaultHttpContent(bytes) : piece;
    then(channel.writeAndFlush(message), this::pause);
  }

  private void pause() {
    Duration wait = pacer.delayAfter(pieceLength, System.nanoTime());
    channel.eventLoop().schedule(this::next, wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void then(ChannelFuture written, Runnable step) {
    written.addListener(
        result -> {
          if (result.isSuccess()) {
            step.run();
          } else {
            channel.close();
          }
        });
  }
}
