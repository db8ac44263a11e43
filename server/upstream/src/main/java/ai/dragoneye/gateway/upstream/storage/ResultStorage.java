package ai.dragoneye.gateway.upstream.storage;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The room that all results together take: memory of archives, and temporary files of archives and
 * of what is made from them. Thread-safe.
 */
public final class ResultStorage {
  private static final Duration SUGGESTED_WAIT = Duration.ofSeconds(5);

  private final UpstreamSettings.Results settings;
  private final SpaceBudget memory;
  private final SpaceBudget disk;
  private final DecodeMemory decoding;

  /** Empty. */
  public ResultStorage(UpstreamSettings.Results settings) {
    this(settings, time -> {});
  }

  /**
   * Empty.
   *
   * @param onDecoded hears how long each reading took, by any thread
   */
  public ResultStorage(UpstreamSettings.Results settings, Consumer<Duration> onDecoded) {
    this.settings = settings;
    this.decoding = new DecodeMemory(settings.decodeMemoryBytes(), onDecoded);
    this.memory = new SpaceBudget(settings.totalMemoryBytes());
    this.disk = new SpaceBudget(settings.maxTotalBytes());
  }

  /** A place for one download, which the caller closes. */
  public ResultBytes collect() {
    return new ResultBytes(settings, memory, disk);
  }

  /** Memory of archives. */
  public SpaceBudget memory() {
    return memory;
  }

  /** Temporary files; who reserves of it in vain throws {@link #full}. */
  public SpaceBudget disk() {
    return disk;
  }

  /** Memory to decode in. */
  public DecodeMemory decoding() {
    return decoding;
  }

  /**
   * As {@link SpaceBudget#onShortage} for both.
   *
   * @param makeRoom called by threads that download or make frames
   */
  public void onShortage(BooleanSupplier makeRoom) {
    memory.onShortage(makeRoom);
    disk.onShortage(makeRoom);
  }

  /**
   * What to throw where the files are full.
   *
   * @param what had no room, as "the archive"
   */
  public static UpstreamException full(String what) {
    return new UpstreamException(
        new UpstreamFailure.NoRoom(
            "There is no room at the moment for %s: other results that are being read fill the gateway's temporary files (upstream.results.max_total_bytes). Try again later"
                .formatted(what),
            SUGGESTED_WAIT));
  }
}
