package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import com.google.protobuf.Parser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A downloaded result: a ZIP of parquet files and the headers that came with it.
 *
 * <p>Failures of the content are {@link ai.dragoneye.gateway.upstream.UpstreamException}s carrying
 * ResultsCorrupt (naming the file, and the column and row where there is one) or ResultsTooLarge
 * (naming the bound). A reader that finds no memory to decode in throws one carrying NoRoom. A
 * source that cannot be read is an {@link java.io.UncheckedIOException}.
 *
 * <p>Thread-safe; its readers, one thread each, are independent of each other. Methods read and
 * decode: they take time, and may block where the source is a file.
 */
public final class ResultArchive implements AutoCloseable {
  private static final String PREDICTIONS = "predictions.parquet";
  private static final String FRAME_TIMESTAMPS = "frame_timestamps.parquet";
  private static final String FRAMES_PER_SECOND = "X-Frames-Per-Second";

  private final ByteSource source;
  private final ArchiveHeaders headers;
  private final DecodeMemory memory;
  private final ZipArchive zip;
  private final MemberContent predictions;

  private ResultArchive(
      ByteSource source, ArchiveHeaders headers, DecodeBounds bounds, DecodeMemory memory) {
    this.source = source;
    this.headers = headers;
    this.memory = memory;
    this.zip = ZipArchive.open(source, bounds);
    this.predictions =
        zip.member(PREDICTIONS)
            .orElseThrow(
                () -> Faults.corrupt("result archive: member " + PREDICTIONS + " is missing"));
  }

  /**
   * Opens an archive and verifies the checksum of its predictions, which reads all of them once.
   * The source belongs to the archive from now on, and is closed where this fails.
   *
   * @param memory what the readers decode in
   */
  public static ResultArchive open(
      ByteSource source, ArchiveHeaders headers, DecodeBounds bounds, DecodeMemory memory) {
    try {
      return new ResultArchive(source, headers, bounds, memory);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** File name given with the media, or null. As it came: it may hold anything. */
  public @Nullable String originalFileName() {
    return headers.originalFileName();
  }

  /**
   * Frames sampled per second of video. ResultsCorrupt where the header is missing or no integer,
   * as for images.
   */
  public int framesPerSecond() {
    String value = headers.framesPerSecond();
    if (value == null) {
      throw Faults.corrupt("header " + FRAMES_PER_SECOND + " is missing");
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw Faults.corrupt("header " + FRAMES_PER_SECOND + " is not an integer", e);
    }
  }

  /** What its readers decode in, and what is made of it may be kept in. */
  public DecodeMemory memory() {
    return memory;
  }

  /**
   * Timestamps of every processed frame in microseconds, ascending; empty where the archive has no
   * timeline. Decoded anew by each call.
   *
   * @param share takes the memory of what is returned, so that it counts for as long as it is kept;
   *     untouched where this fails
   */
  public long[] frameTimestamps(MemoryShare share) {
    Optional<MemberContent> timeline = zip.member(FRAME_TIMESTAMPS);
    if (timeline.isEmpty()) {
      return new long[0];
    }
    long[] timestamps = Timeline.read(timeline.get(), memory);
    share.take((long) timestamps.length * Long.BYTES);
    return timestamps;
  }

  /**
   * The objects of an image, one at a time in the archive's order. An object without a box is
   * ResultsCorrupt. After a failure the reader can only be closed.
   */
  public ObjectReader<ImageDetectedObject> imageObjects() {
    return whole(ObjectKind.IMAGE, ImageDetectedObject.parser());
  }

  /**
   * The objects of a video, one at a time in the archive's order. After a failure the reader can
   * only be closed.
   */
  public ObjectReader<VideoDetectedObject> videoObjects() {
    return whole(ObjectKind.VIDEO, VideoDetectedObject.parser());
  }

  /**
   * The objects of a video that pass, from the row {@code start} on, as encoded
   * VideoDetectedObjects.
   *
   * @param start place of the first object to read, from 0, counted before the filter
   * @param pieceBytes most bytes of a piece
   */
  public EncodedObjects videoObjects(ObjectFilter filter, long start, int pieceBytes) {
    return open(ObjectKind.VIDEO, new ObjectQuery(filter, start, pieceBytes));
  }

  /**
   * The objects of an image that pass, from the row {@code start} on, as encoded
   * ImageDetectedObjects.
   *
   * @param start place of the first object to read, from 0, counted before the filter
   * @param pieceBytes most bytes of a piece
   */
  public EncodedObjects imageObjects(ObjectFilter filter, long start, int pieceBytes) {
    return open(ObjectKind.IMAGE, new ObjectQuery(filter, start, pieceBytes));
  }

  /** Closes the source. Readers fail from now on. */
  @Override
  public void close() {
    source.close();
  }

  private <T> ObjectReader<T> whole(ObjectKind kind, Parser<T> parser) {
    return new WholeObjects<>(open(kind, ObjectQuery.ALL), parser);
  }

  private EncodedRows open(ObjectKind kind, ObjectQuery query) {
    return EncodedRows.open(predictions, memory, kind, query);
  }
}
