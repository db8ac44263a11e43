package ai.dragoneye.gateway.upstream.results;

/** What Jazzer calls, each with the bytes it made up; whatever a target throws is a finding. */
final class FuzzTargets {
  /**
   * Smaller than the real ones, so that an input that is within them is read in milliseconds: what
   * exceeds a bound is refused by the same lines.
   */
  static final DecodeBounds BOUNDS =
      new DecodeBounds(
          64, 2 << 20, 50, 1 << 18, 1_000, 32, 2 << 20, 1_000, 1 << 17, 1 << 14, 20_000, 20_000,
          4 << 20, 1 << 12);

  private static final EveryReading READING = new EveryReading(BOUNDS, new DecodeMemory(24L << 20));

  private FuzzTargets() {}

  /** Loads classes, which takes longer under instrumentation than any input may. */
  static void warmUp() {
    READING.of(Fixture.archive("polars-zstd"));
    READING.of(Fixture.archive("deflated"));
  }

  /** The bytes are the archive. */
  public static final class Archive {
    private Archive() {}

    public static void fuzzerInitialize() {
      warmUp();
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
      READING.of(bytes);
    }
  }

  /** The bytes are the predictions of an archive, whose checksums are right. */
  public static final class Predictions {
    private Predictions() {}

    public static void fuzzerInitialize() {
      warmUp();
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
      READING.of(ZipBytes.predictions(bytes));
    }
  }

  /** The bytes are a page of one column. */
  public static final class Page {
    private Page() {}

    public static void fuzzerInitialize() {
      warmUp();
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
      if (FuzzedPage.accepts(bytes)) {
        READING.of(FuzzedPage.archive(bytes));
      }
    }
  }
}
