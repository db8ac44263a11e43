package ai.dragoneye.gateway.upstream;

/** Hears how far an upload is. Called on an event loop: must not block. */
@FunctionalInterface
public interface UploadProgress {
  /**
   * Called after each write that the connection took.
   *
   * @param transferredBytes bytes of media sent so far in this attempt
   */
  void transferred(long transferredBytes);
}
