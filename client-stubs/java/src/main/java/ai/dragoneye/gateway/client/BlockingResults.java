package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result, for a thread that waits for it. */
final class BlockingResults<H, T> implements ResultStream<H, T> {
  private final Inbound<?, ResultEvent<H, T>> inbound;
  private final Iterator<T> elements = new Elements();
  private final @Nullable String beginning;
  private @Nullable H header;
  private ResultEvent.@Nullable Element<H, T> next;
  private @Nullable ResultCompletion completion;
  private @Nullable ResultPlace place;

  /**
   * @param beginning where the stream begins; null for the beginning
   */
  BlockingResults(Inbound<?, ResultEvent<H, T>> inbound, @Nullable String beginning) {
    this.inbound = inbound;
    this.beginning = beginning;
  }

  @Override
  public H header() {
    H known = header;
    while (known == null) {
      advance();
      known = header;
    }
    return known;
  }

  @Override
  public Iterator<T> iterator() {
    return elements;
  }

  /** Takes one event; false at the end. */
  private boolean advance() {
    ResultEvent<H, T> event = inbound.take();
    if (event instanceof ResultEvent.Header<H, T> whole) {
      header = whole.content();
    } else if (event instanceof ResultEvent.Element<H, T> element) {
      next = element;
    } else if (event instanceof ResultEvent.Completion<H, T> end) {
      completion = end.counts();
    }
    return event != null;
  }

  @Override
  public ResultCompletion completion() {
    if (completion == null) {
      throw new IllegalStateException("The result was not yet read to its end");
    }
    return completion;
  }

  @Override
  public ResultPlace place() {
    if (place == null) {
      throw new IllegalStateException("No element was taken yet");
    }
    return place;
  }

  @Override
  public Optional<String> resumeToken() {
    return place == null ? Optional.ofNullable(beginning) : Optional.of(place.resumeToken());
  }

  @Override
  public void close() {
    inbound.close();
  }

  private final class Elements implements Iterator<T> {
    @Override
    public boolean hasNext() {
      boolean more = true;
      while (next == null && more) {
        more = advance();
      }
      return more;
    }

    @Override
    public T next() {
      ResultEvent.Element<H, T> taken = hasNext() ? next : null;
      if (taken == null) {
        throw new NoSuchElementException("The result has ended");
      }
      next = null;
      place = taken.place();
      return taken.content();
    }
  }
}
