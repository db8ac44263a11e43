package ai.dragoneye.gateway.simulator.archive;

import java.nio.file.Path;

/** A body for the results step, sent as it is. */
public sealed interface ResultsArchive {

  /** Bytes in memory, not to be changed any more. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record InMemory(byte[] bytes) implements ResultsArchive {}

  /** A file, not to be changed while it is sent. */
  record OnDisk(Path file) implements ResultsArchive {}
}
