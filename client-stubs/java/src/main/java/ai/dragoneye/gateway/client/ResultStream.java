package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import java.util.Optional;

/**
 * A result as it arrives: a header, then whole objects or frames.
 *
 * <p>Where the connection breaks or the gateway drains, the stream goes on by itself after the last
 * whole element, on whatever gateway is there: each element comes exactly once.
 *
 * @param <H> {@link ai.dragoneye.gateway.v1.VideoHeader} or {@link
 *     ai.dragoneye.gateway.v1.ImageHeader}
 * @param <T> objects or frames
 */
public interface ResultStream<H, T> extends ResponseStream<T> {
  /** What is known of the result before its elements; waits for it. */
  H header();

  /**
   * The counts at the end of the result, from where this stream began and over interruptions of the
   * connection.
   *
   * <p>They are exact but for one case: a stream with a resume token <em>and</em> a filter that was
   * interrupted after its first element. Its read count then begins with that element, and lacks
   * those that the filter left out between the token and it: no index tells where a token stands.
   *
   * @throws IllegalStateException if this was not yet read to its end
   */
  ResultCompletion completion();

  /**
   * Where the element stands that was taken last.
   *
   * @throws IllegalStateException if none was taken yet
   */
  ResultPlace place();

  /**
   * Names the place right after the element that was taken last, for {@link
   * ResultOptions.Builder#resumeToken} of a later stream with the same filter. Before the first
   * element: the token that the stream was begun with, if any.
   */
  Optional<String> resumeToken();
}
