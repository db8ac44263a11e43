package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.v1.PredictionConfig;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;

/**
 * One media on its way in. As a publisher it has one subscriber, who owns what is emitted, and
 * completes where the media does.
 */
public interface IncomingMedia extends Flow.Publisher<ByteBuf> {
  /** Waits for the config. */
  PredictionConfig awaitConfig() throws InterruptedException;

  /** Waits until there is media at all, so that no task is begun for a caller who sends none. */
  void awaitFirstChunk() throws InterruptedException;
}
