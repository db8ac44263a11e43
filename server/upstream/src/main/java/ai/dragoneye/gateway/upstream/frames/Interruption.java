package ai.dragoneye.gateway.upstream.frames;

/** Work that does not block has to look whether it is still wanted. */
final class Interruption {
  private Interruption() {}

  static void check() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the frame view is not wanted any more");
    }
  }
}
