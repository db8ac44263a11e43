package ai.dragoneye.gateway.upstream.upload;

/** The object store took no byte for too long although some were waiting. */
final class StoreStalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreStalledException() {
    super("the object store took no byte for too long");
  }
}
