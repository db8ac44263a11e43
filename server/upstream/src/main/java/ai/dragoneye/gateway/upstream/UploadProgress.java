package ai.dragoneye.gateway.upstream;

/** Hears how far media has got. Called on an event loop: must not block. */
@FunctionalInterface
public interface UploadProgress {
  /**
   * Called after each write that the connection, or the spool, took.
   *
   * @param transferredBytes bytes of media taken so far in this attempt
   */
  void transferred(long transferredBytes);
}
