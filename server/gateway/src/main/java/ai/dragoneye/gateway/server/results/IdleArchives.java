package ai.dragoneye.gateway.server.results;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The archives that nobody reads, the one longest idle first. Not thread-safe. */
final class IdleArchives {
  private final IdleLimits limits;
  private final SequencedMap<HotArchive, Long> idleSinceNanos = new LinkedHashMap<>();
  private long bytes;

  IdleArchives(IdleLimits limits) {
    this.limits = limits;
  }

  void add(HotArchive archive, long nowNanos) {
    idleSinceNanos.put(archive, nowNanos);
    bytes += archive.sizeBytes();
  }

  /** Takes an archive out, if it is in here. */
  void remove(HotArchive archive) {
    if (idleSinceNanos.remove(archive) != null) {
      bytes -= archive.sizeBytes();
    }
  }

  /** Takes the archive out that has been in here for longest, or null. */
  @Nullable HotArchive takeOldest() {
    Map.Entry<HotArchive, Long> oldest = idleSinceNanos.firstEntry();
    if (oldest == null) {
      return null;
    }
    remove(oldest.getKey());
    return oldest.getKey();
  }

  /** Takes out what is beyond the limits. */
  List<HotArchive> takeExcess(long nowNanos) {
    List<HotArchive> excess = new ArrayList<>();
    Iterator<Map.Entry<HotArchive, Long>> oldest = idleSinceNanos.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<HotArchive, Long> next = oldest.next();
      if (isWithinLimits() && nowNanos - next.getValue() < limits.time().toNanos()) {
        break;
      }
      oldest.remove();
      bytes -= next.getKey().sizeBytes();
      excess.add(next.getKey());
    }
    return excess;
  }

  private boolean isWithinLimits() {
    return bytes <= limits.bytes() && idleSinceNanos.size() <= limits.archives();
  }
}
