package ai.dragoneye.gateway.upstream;

import ai.dragoneye.gateway.upstream.results.ResultArchive;
import java.time.Duration;

/**
 * The five steps of a prediction at the Dragoneye HTTP API.
 *
 * <p>Thread-safe. Methods block and are meant for virtual threads; never call them on an event loop. Interrupting the
 * calling thread cancels the HTTP exchange in hand and ends the method with {@link InterruptedException}. Every other
 * failure is an {@link UpstreamException}.
 */
public final class DragoneyeClient implements AutoCloseable {
  /** Step 1: creates a task. Retried on 429, 502, 503, 504 and connection loss. */
  public BegunTask begin(ApiKey key, BeginRequest request) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Step 2: posts the media to the object store; size and checksum are checked before the closing boundary is sent. */
  public void upload(UploadForm form, MediaContent media, UploadProgress progress)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Step 3: starts the prediction. Repeated only on 429 and when no byte of it was written. */
  public void predict(ApiKey key, PredictRequest request) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Step 4: reads the status, within {@code timeLimit} retries included. */
  public TaskStatus status(ApiKey key, String taskUuid, Duration timeLimit)
      throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Step 5: downloads the result archive. The caller closes it. */
  public ResultArchive results(ApiKey key, String taskUuid) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Closes idle connections and event loops. Idempotent. */
  @Override
  public void close() {}
}
