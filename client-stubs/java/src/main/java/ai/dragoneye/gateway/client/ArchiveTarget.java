package ai.dragoneye.gateway.client;

import java.io.IOException;
import java.io.OutputStream;

/** Where an archive goes. */
@FunctionalInterface
interface ArchiveTarget {
  /** What to write it to from its beginning; forgets what was written before. */
  OutputStream begin() throws IOException;
}
