package ai.dragoneye.gateway.client;

/**
 * Takes in a result as it arrives, on a thread of {@link DragoneyeBuilder#executor}, one call at a
 * time. It may block: the gateway is asked for more only as it returns. What it throws ends the
 * stream and completes its future.
 */
@FunctionalInterface
public interface ResultListener<H, T> {
  /** What is known of the result before its elements: once and first. */
  default void onHeader(H header) {}

  /** An object or a frame. */
  void onNext(T element, ResultPlace place);
}
