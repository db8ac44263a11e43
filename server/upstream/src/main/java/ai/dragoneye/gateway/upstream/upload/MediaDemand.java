package ai.dragoneye.gateway.upstream.upload;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Asks a publisher for media as long as little of it waits to be written, counted in bytes: small
 * buffers may queue up, large ones may not. Belongs to one event loop.
 */
final class MediaDemand {
  private static final int BUFFERS_AHEAD = 2;
  private static final long BYTES_AHEAD = 512 << 10;

  private Flow.@Nullable Subscription subscription;
  private int expectedBuffers;
  private long pendingBytes;
  private boolean asking;

  void begin(Flow.Subscription given) {
    if (subscription != null) {
      given.cancel();
      return;
    }
    subscription = given;
    askForMore();
  }

  void arrived(int bytes) {
    expectedBuffers--;
    pendingBytes += bytes;
  }

  void written(int bytes) {
    pendingBytes -= bytes;
    askForMore();
  }

  /**
   * Asks unless there is enough; a publisher that answers within the request does not make this
   * recurse.
   */
  void askForMore() {
    if (asking) {
      return;
    }
    asking = true;
    try {
      while (subscription != null
          && expectedBuffers < BUFFERS_AHEAD
          && pendingBytes < BYTES_AHEAD) {
        expectedBuffers++;
        subscription.request(1);
      }
    } finally {
      asking = false;
    }
  }

  /** There is no more media. */
  void end() {
    subscription = null;
  }

  /** No more media is wanted. */
  void cancel() {
    if (subscription != null) {
      Flow.Subscription current = subscription;
      subscription = null;
      current.cancel();
    }
  }
}
