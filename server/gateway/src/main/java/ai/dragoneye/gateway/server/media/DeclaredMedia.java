package ai.dragoneye.gateway.server.media;

import ai.dragoneye.gateway.upstream.MediaContent;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Media that is relayed as it arrives, because the caller declared its size. Its bytes pass once.
 */
public record DeclaredMedia(
    long sizeBytes, @Nullable Integer declaredCrc32c, Flow.Publisher<ByteBuf> bytes)
    implements MediaContent {
  @Override
  public boolean repeatable() {
    return false;
  }
}
