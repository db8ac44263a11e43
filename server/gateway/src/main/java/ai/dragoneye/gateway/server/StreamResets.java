package ai.dragoneye.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Resets, without an error, the streams of calls that ended before their caller had sent all.
 * gRPC's server neither reads what still comes nor gives it back to flow control: the stream would
 * stay open for good, and after some of them nothing would move on the connection.
 *
 * <p>A stream is reset once its window, or that of the connection, is used up. Nothing is under way
 * then; data that comes after a reset would be answered with one each, and the connection be closed
 * for their number. Belongs to the connection's thread.
 */
final class StreamResets {
  private final Http2ConnectionHandler http2;
  private final Http2Connection connection;
  private final ChannelHandlerContext context;

  private StreamResets(Http2ConnectionHandler http2, ChannelHandlerContext context) {
    this.http2 = http2;
    this.connection = http2.connection();
    this.context = context;
  }

  /** From now on, on the connection of {@code http2}, which {@code context} is that of. */
  static void on(Http2ConnectionHandler http2, ChannelHandlerContext context) {
    StreamResets resets = new StreamResets(http2, context);
    resets.connection.addListener(resets.new Ends());
    http2.decoder().frameListener(resets.new Data());
  }

  private final class Ends extends Http2ConnectionAdapter {
    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
      look(stream);
    }
  }

  private final class Data extends Http2FrameListenerDecorator {
    Data() {
      super(http2.decoder().frameListener());
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext from, int streamId, ByteBuf data, int padding, boolean endOfStream)
        throws Http2Exception {
      int processed = super.onDataRead(from, streamId, data, padding, endOfStream);
      Http2Stream stream = connection.stream(streamId);
      if (stream != null) {
        look(stream);
      }
      return processed;
    }
  }

  private void look(Http2Stream stream) {
    if (isUsedUp(connection.connectionStream())) {
      // Not within the read or write that came here.
      context.executor().execute(this::resetAll);
    } else if (isEnded(stream) && isUsedUp(stream)) {
      context.executor().execute(() -> reset(stream));
    }
  }

  private boolean isUsedUp(Http2Stream stream) {
    Http2LocalFlowController flow = connection.local().flowController();
    return flow.windowSize(stream) <= 0;
  }

  private static boolean isEnded(Http2Stream stream) {
    return stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL;
  }

  private void resetAll() {
    try {
      connection.forEachActiveStream(
          stream -> {
            reset(stream);
            return true;
          });
    } catch (Http2Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void reset(Http2Stream stream) {
    if (isEnded(stream)) {
      ChannelFuture _ =
          http2.resetStream(context, stream.id(), Http2Error.NO_ERROR.code(), context.newPromise());
      context.flush();
    }
  }
}
