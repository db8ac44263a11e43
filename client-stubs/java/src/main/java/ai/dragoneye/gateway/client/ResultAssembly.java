package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.MessageLite;
import io.grpc.Status;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a header, whole elements and exact counts of a result stream, over interruptions: a header
 * that comes again is dropped, parts of an unfinished element are read again.
 */
final class ResultAssembly<H extends MessageLite, T extends MessageLite>
    implements Assembly<ResultPiece<H, T>, ResultEvent<H, T>> {
  private final ResultKind<H, T> kind;
  private final PartJoiner<T> parts;
  private final ResultCounts counts;
  private final BooleanSupplier continuable;
  private @Nullable H header;
  private volatile boolean headerComplete;
  private long unfinished = -1;
  private volatile @Nullable String resumeToken;
  private boolean complete;

  /**
   * @param resumeToken where the stream begins; null for the beginning
   * @param continuable whether a stream that broke can be continued
   */
  ResultAssembly(ResultKind<H, T> kind, @Nullable String resumeToken, BooleanSupplier continuable) {
    this.continuable = continuable;
    this.kind = kind;
    this.parts = kind.joiner().get();
    this.resumeToken = resumeToken;
    this.counts = new ResultCounts(resumeToken == null);
  }

  @Override
  public @Nullable ResultEvent<H, T> accept(ResultPiece<H, T> piece) {
    if (piece instanceof ResultPiece.Header<H, T> part) {
      return headerPart(part);
    }
    if (piece instanceof ResultPiece.Element<H, T> part) {
      return elementPart(part);
    }
    if (piece instanceof ResultPiece.Completion<H, T> end) {
      return completion(end.counts());
    }
    return null;
  }

  private @Nullable ResultEvent<H, T> headerPart(ResultPiece.Header<H, T> part) {
    if (headerComplete) {
      return null;
    }
    H joined = header == null ? part.content() : kind.headers().apply(header, part.content());
    header = joined;
    headerComplete = part.last();
    return headerComplete ? new ResultEvent.Header<>(joined) : null;
  }

  private @Nullable ResultEvent<H, T> elementPart(ResultPiece.Element<H, T> part) {
    if (!headerComplete) {
      throw outOfOrder("an element before the header was complete");
    }
    boolean first = unfinished < 0;
    if (!first && part.index() != unfinished) {
      throw outOfOrder("part of element " + part.index() + " within element " + unfinished);
    }
    if (first && part.last()) {
      return element(part, part.content());
    }
    if (first) {
      parts.begin(part.content());
    } else {
      parts.append(part.content(), part.category(), part.attribute());
    }
    unfinished = part.last() ? -1 : part.index();
    return part.last() ? element(part, parts.joined()) : null;
  }

  private ResultEvent<H, T> element(ResultPiece.Element<H, T> last, T whole) {
    counts.element(last.index());
    resumeToken = last.resumeToken();
    return new ResultEvent.Element<>(whole, new ResultPlace(last.index(), last.resumeToken()));
  }

  private ResultEvent<H, T> completion(ResultCompletion counted) {
    if (!headerComplete) {
      throw outOfOrder("the end before the header was complete");
    }
    if (unfinished >= 0) {
      throw outOfOrder("the end within element " + unfinished);
    }
    complete = true;
    return new ResultEvent.Completion<>(counts.total(counted));
  }

  private static RuntimeException outOfOrder(String what) {
    return Status.INTERNAL
        .withDescription("The gateway sent " + what + ", against its contract")
        .asRuntimeException();
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean rewind() {
    unfinished = -1;
    counts.reopened();
    if (!headerComplete) {
      header = null;
    }
    return continuable.getAsBoolean();
  }

  boolean hasHeader() {
    return headerComplete;
  }

  /** The place right after the last whole element; null for the beginning. */
  @Nullable String resumeToken() {
    return resumeToken;
  }

  @Override
  public long sizeOf(ResultEvent<H, T> event) {
    if (event instanceof ResultEvent.Element<H, T> element) {
      return element.content().getSerializedSize();
    }
    return event instanceof ResultEvent.Header<H, T> whole
        ? whole.content().getSerializedSize()
        : 0;
  }
}
