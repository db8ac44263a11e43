package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;

/** One reader's hold on an archive, until it is closed. For one thread. */
final class ArchiveLease implements AutoCloseable {
  private final HotArchives archives;
  private final HotArchive archive;
  private final ReceivedResults results;
  private boolean closed;

  ArchiveLease(HotArchives archives, HotArchive archive, ReceivedResults results) {
    this.archives = archives;
    this.archive = archive;
    this.results = results;
  }

  /** The archive, which is not the reader's to close. */
  ReceivedResults results() {
    return results;
  }

  /** What the archive is about. */
  MediaFamily family() {
    return archive.family();
  }

  /** Its frames, shared by all its readers. */
  SharedFrames frames() {
    return archive.frames();
  }

  /** Keeps the archive from new readers, because it cannot be read: they download it anew. */
  void spoil() {
    archives.forget(archive);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      archives.leave(archive);
    }
  }
}
