package ai.dragoneye.gateway.upstream;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Media ready to be uploaded: its size is known, its bytes come on demand.
 *
 * <p>The publisher emits buffers only on demand and passes their ownership to the subscriber, who
 * releases each. On cancellation the publisher releases what it still holds.
 */
public interface MediaContent {
  /** Size of the media in bytes, as declared or measured; at least 1. */
  long sizeBytes();

  /** The CRC-32C the media must have, or null where nobody declared one. */
  @Nullable Integer declaredCrc32c();

  /** The bytes. Subscribed once per upload; more than once only where {@link #repeatable()}. */
  Flow.Publisher<ByteBuf> bytes();

  /** Whether {@link #bytes()} may be subscribed again, so that a failed upload can be repeated. */
  boolean repeatable();
}
