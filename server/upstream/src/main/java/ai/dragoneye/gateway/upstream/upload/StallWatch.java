package ai.dragoneye.gateway.upstream.upload;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Notices a connection that takes no byte. */
final class StallWatch extends IdleStateHandler {
  static final String NAME = "dragoneye.stallWatch";

  private final Runnable stalled;

  StallWatch(Duration limit, Runnable stalled) {
    super(true, 0, limit.toNanos(), 0, TimeUnit.NANOSECONDS);
    this.stalled = stalled;
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    if (event.state() == IdleState.WRITER_IDLE) {
      stalled.run();
    }
  }
}
