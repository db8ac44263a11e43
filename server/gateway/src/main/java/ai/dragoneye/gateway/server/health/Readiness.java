package ai.dragoneye.gateway.server.health;

import org.jspecify.annotations.Nullable;

/**
 * Whether new calls should come here. Thread-safe; never blocks.
 *
 * <p>Not while the gateway drains, and not while the service rejects the gateway's own key: no call
 * could succeed then. A service that is slow or away for a while makes nothing unready, since every
 * replica would be at the same time.
 */
public final class Readiness {
  private final UpstreamKeyWatch key;
  private volatile boolean draining;

  public Readiness(UpstreamKeyWatch key) {
    this.key = key;
  }

  /** The gateway drains from now on. */
  public void drain() {
    draining = true;
  }

  public boolean isDraining() {
    return draining;
  }

  /** Whether there is no obstacle. */
  public boolean isReady() {
    return !draining && !key.isRejected();
  }

  /** Why the gateway is not ready, in some words, or null where it is. */
  @Nullable String obstacle() {
    if (draining) {
      return "draining";
    }
    if (key.isRejected()) {
      key.look();
      return "the Dragoneye service rejects the gateway's API key";
    }
    return null;
  }
}
