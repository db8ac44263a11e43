package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.v1.PredictionConfig;
import java.util.Arrays;

/** How media reaches the gateway, which decides whether an upload can be repeated. */
enum Media {
  /** Of declared size and small. */
  SMALL(20_000, true),
  /** Of declared size, and more than a call's window: its bytes pass once. */
  RELAYED(3 << 20, true),
  /** Of undeclared size: its bytes wait in a file. */
  SPOOLED(20_000, false);

  private final int size;
  private final boolean declared;

  Media(int size, boolean declared) {
    this.size = size;
    this.declared = declared;
  }

  /** The picture or clip, filled up to the size of this. */
  byte[] fill(byte[] readable) {
    return Arrays.copyOf(readable, Math.max(size, readable.length));
  }

  PredictionConfig.Builder declare(PredictionConfig.Builder config, byte[] media) {
    return declared ? config.setSizeBytes(media.length) : config;
  }
}
