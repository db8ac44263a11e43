package ai.dragoneye.gateway.upstream.upload;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;

/**
 * Adds the query of a presigned URL to the request at the last moment: the HTTP client logs the
 * URLs that it is given.
 */
final class PresignedQuery extends ChannelOutboundHandlerAdapter {
  static final String NAME = "dragoneye.presignedQuery";

  private final String query;

  PresignedQuery(URI url) {
    this.query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
  }

  /** The URL as far as anybody may know it. */
  static URI without(URI url) {
    return url.getRawQuery() == null ? url : url.resolve(URI.create(pathOf(url)));
  }

  private static String pathOf(URI url) {
    return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest request) {
      request.setUri(request.uri() + query);
    }
    ChannelFuture _ = context.write(message, promise);
  }
}
