package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.MediaSettings;
import ai.dragoneye.gateway.server.config.ServerSettings;

/**
 * The memory that media takes at most while it is on its way through, for callers that send chunks
 * of the usual size.
 *
 * @param call a call with one media: what waits on the wire, in the window, and for the store
 * @param batch a call with many: what waits on the wire and in the window they share
 * @param image one of them: what is held, or waits for the store
 */
public record MediaCosts(long call, long batch, long image) {
  // 512 KiB and two messages of 256 KiB, see DragoneyeClient.upload.
  private static final long ON_ITS_WAY_TO_THE_STORE = 1 << 20;

  /** The costs under these settings. */
  public static MediaCosts of(MediaSettings media, ServerSettings server) {
    long batch = (long) server.flowControlWindowBytes() + media.windowBytes();
    return new MediaCosts(
        batch + ON_ITS_WAY_TO_THE_STORE,
        batch,
        Math.max(media.windowBytes(), ON_ITS_WAY_TO_THE_STORE));
  }
}
