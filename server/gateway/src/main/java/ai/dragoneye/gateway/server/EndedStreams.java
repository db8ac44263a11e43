package ai.dragoneye.gateway.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;

/** Has {@link StreamResets} on every connection. Stands in the pipeline of the listening socket. */
@ChannelHandler.Sharable
final class EndedStreams extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ((Channel) message).pipeline().addLast(new Connection());
    context.fireChannelRead(message);
  }

  /** Waits until HTTP/2 is spoken: the protocol is negotiated first. */
  private static final class Connection extends ChannelInboundHandlerAdapter {
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      Http2ConnectionHandler http2 = context.pipeline().get(Http2ConnectionHandler.class);
      if (http2 != null) {
        StreamResets.on(http2, context.pipeline().context(http2));
        context.pipeline().remove(this);
      }
      context.fireChannelReadComplete();
    }
  }
}
