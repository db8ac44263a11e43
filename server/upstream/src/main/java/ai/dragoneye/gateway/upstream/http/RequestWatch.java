package ai.dragoneye.gateway.upstream.http;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;

/**
 * Sends a request with a small body and knows whether the other side can have seen it. One per
 * attempt; thread-safe.
 */
public final class RequestWatch {
  private volatile boolean maybeSent;

  /**
   * Writes the request. A write that failed did not hand over the whole request, so the other side
   * cannot have acted upon it.
   */
  public Mono<Void> sending(NettyOutbound outbound, byte[] body) {
    return Mono.from(outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body))))
        .doOnSubscribe(started -> maybeSent = true)
        .doOnError(failed -> maybeSent = false);
  }

  /** Whether the other side may have received the whole request. */
  public boolean maybeSent() {
    return maybeSent;
  }
}
