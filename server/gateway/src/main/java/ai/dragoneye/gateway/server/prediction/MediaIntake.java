package ai.dragoneye.gateway.server.prediction;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.media.DeclaredFacts;
import ai.dragoneye.gateway.server.media.DeclaredMedia;
import ai.dragoneye.gateway.server.media.HeldMedia;
import ai.dragoneye.gateway.server.media.IncomingMedia;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.MediaSpool;
import ai.dragoneye.gateway.upstream.SpooledMedia;

/**
 * Takes media in as its size demands: small media of declared size is held in memory, larger media
 * relayed as it arrives, media of undeclared size spooled. Only what is relayed cannot be uploaded
 * twice. Thread-safe.
 */
public final class MediaIntake {
  private final MediaSpool spool;
  private final int heldBytes;

  /**
   * @param heldBytes size up to which media is held in memory
   */
  public MediaIntake(MediaSpool spool, int heldBytes) {
    this.spool = spool;
    this.heldBytes = heldBytes;
  }

  /** Takes {@code media} in; blocks while it is spooled. The caller closes the result. */
  TakenMedia take(IncomingMedia media, DeclaredFacts declared, PredictionObserver observer)
      throws InterruptedException {
    Long sizeBytes = declared.sizeBytes();
    if (sizeBytes == null) {
      observer.phase(CallPhase.SPOOL);
      SpooledMedia spooled = spool.spool(media, declared.crc32c(), observer);
      observer.totalBytes(spooled.sizeBytes());
      return new Spooled(spooled);
    }
    observer.totalBytes(sizeBytes);
    if (sizeBytes <= heldBytes) {
      return new Held(HeldMedia.of(sizeBytes.intValue(), declared.crc32c(), media));
    }
    return new Relayed(new DeclaredMedia(sizeBytes, declared.crc32c(), media));
  }

  private record Relayed(DeclaredMedia media) implements TakenMedia {
    @Override
    public MediaContent awaitContent() {
      return media;
    }

    @Override
    public boolean repeatable() {
      return false;
    }

    @Override
    public void close() {}
  }

  private record Held(HeldMedia media) implements TakenMedia {
    @Override
    public MediaContent awaitContent() throws InterruptedException {
      return media.awaitWhole();
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public void close() {
      media.close();
    }
  }

  private record Spooled(SpooledMedia media) implements TakenMedia {
    @Override
    public MediaContent awaitContent() {
      return media;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public void close() {
      media.close();
    }
  }
}
