package ai.dragoneye.gateway.server.health;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the first request of a connection and closes it: whoever sends many at once makes nothing
 * pile up. Bodies are not read.
 */
final class OneRequest extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = LoggerFactory.getLogger(OneRequest.class);

  private final HttpRoutes routes;
  private boolean answered;

  OneRequest(HttpRoutes routes) {
    this.routes = routes;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (answered || !(message instanceof HttpRequest request)) {
      return;
    }
    answered = true;
    send(context, request.method(), answer(request));
  }

  private HttpAnswer answer(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return HttpAnswer.text(400, "no HTTP request that can be read");
    }
    try {
      return routes.answer(request, new QueryStringDecoder(request.uri()).path());
    } catch (IllegalArgumentException invalid) {
      return HttpAnswer.text(400, "the request has an error");
    } catch (Exception | LinkageError bug) {
      LOG.error("a request of the operator's ports failed", bug);
      return HttpAnswer.text(500, "failed; the log has more");
    }
  }

  private static void send(ChannelHandlerContext context, HttpMethod method, HttpAnswer answer) {
    boolean withBody = !method.equals(HttpMethod.HEAD);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            withBody ? answer.body() : Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().readableBytes())
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Broken or timed out: nobody is left to be told.
    ChannelFuture _ = context.close();
  }
}
