package ai.dragoneye.gateway.upstream;

import ai.dragoneye.gateway.upstream.address.AddressPolicy;
import ai.dragoneye.gateway.upstream.api.DragoneyeApi;
import ai.dragoneye.gateway.upstream.http.Transport;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.upstream.upload.StoreUpload;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The five steps of a prediction at the Dragoneye HTTP API.
 *
 * <p>Thread-safe. Methods block and are meant for virtual threads; never call them on an event
 * loop. Interrupting the calling thread cancels the HTTP exchange in hand, which closes its
 * connection, and ends the method with {@link InterruptedException}. Every other failure is an
 * {@link UpstreamException}.
 */
public final class DragoneyeClient implements AutoCloseable {
  private final Transport transport;
  private final DragoneyeApi api;
  private final StoreUpload upload;
  private final ResultStorage storage;

  private DragoneyeClient(
      Transport transport, DragoneyeApi api, StoreUpload upload, ResultStorage storage) {
    this.transport = transport;
    this.api = api;
    this.upload = upload;
    this.storage = storage;
  }

  /** A client with pools and event loops of its own; the caller closes it. */
  public static DragoneyeClient create(UpstreamSettings settings) {
    return create(settings, UpstreamObserver.NONE);
  }

  /** As {@link #create(UpstreamSettings)}, and {@code observer} hears what it does. */
  public static DragoneyeClient create(UpstreamSettings settings, UpstreamObserver observer) {
    return create(
        settings,
        new RetryLoop(TimeSource.SYSTEM, () -> ThreadLocalRandom.current().nextDouble(), observer),
        TimeSource.SYSTEM);
  }

  /**
   * A client that waits between attempts by the given time and randomness.
   *
   * @param jitter numbers from 0 (inclusive) to 1 (exclusive); called by many threads
   */
  public static DragoneyeClient create(
      UpstreamSettings settings, TimeSource time, DoubleSupplier jitter) {
    return create(settings, new RetryLoop(time, jitter, UpstreamObserver.NONE), time);
  }

  private static DragoneyeClient create(
      UpstreamSettings settings, RetryLoop loop, TimeSource time) {
    AddressPolicy policy = AddressPolicy.of(settings.baseUrl(), settings.addresses());
    ResultStorage storage = new ResultStorage(settings.results(), loop.observer()::decoded);
    Transport transport = new Transport(settings, policy);
    try {
      return new DragoneyeClient(
          transport,
          new DragoneyeApi(transport.api(), settings, loop, time, storage),
          new StoreUpload(transport.store(), settings, policy, loop, time),
          storage);
    } catch (RuntimeException | Error e) {
      transport.close();
      throw e;
    }
  }

  /**
   * Step 1: creates a task. Retried on 429, 502, 503, 504 and connection loss; fails at once while
   * most calls of the service have been failing, so that no media is sent in vain.
   */
  public BegunTask begin(ApiKey key, BeginRequest request) throws InterruptedException {
    return api.begin(key, request);
  }

  /**
   * Step 2: posts the media to the object store; size and checksum are checked before the closing
   * boundary is sent.
   *
   * <p>Asks the media's publisher for more while less than 512 KiB wait to be written, for two
   * buffers at a time. Repeated on 429, 5xx and connection loss where the media is repeatable or
   * was not subscribed to yet. An unchecked exception of the publisher is thrown as it is.
   */
  public void upload(UploadForm form, MediaContent media, UploadProgress progress)
      throws InterruptedException {
    upload.run(form, media, progress);
  }

  /** Step 3: starts the prediction. Repeated only on 429 and when no byte of it was written. */
  public void predict(ApiKey key, PredictRequest request) throws InterruptedException {
    api.predict(key, request);
  }

  /** Step 4: reads the status, within {@code timeLimit} retries included. */
  public TaskStatus status(ApiKey key, String taskUuid, Duration timeLimit)
      throws InterruptedException {
    return api.status(key, taskUuid, timeLimit);
  }

  /**
   * Step 5: downloads the result, as it is. The caller closes it, which gives its room in the
   * {@link #storage} back; NoRoom where there is none.
   */
  public ReceivedResults results(ApiKey key, String taskUuid) throws InterruptedException {
    return api.results(key, taskUuid);
  }

  /** The room that downloaded results share, also with what is made from them. */
  public ResultStorage storage() {
    return storage;
  }

  /** Connections for calls of the API. */
  public PoolUse apiPool() {
    return transport.apiPool();
  }

  /** Connections for uploads. */
  public PoolUse storePool() {
    return transport.storePool();
  }

  /** Ends calls in hand, closes connections and event loops and waits for that. Idempotent. */
  @Override
  public void close() {
    transport.close();
  }
}
