package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UploadForm;
import ai.dragoneye.gateway.upstream.UploadProgress;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import ai.dragoneye.gateway.upstream.address.AddressPolicy;
import ai.dragoneye.gateway.upstream.address.AddressRefusedException;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import ai.dragoneye.gateway.upstream.retry.RetrySchedule;
import ai.dragoneye.gateway.upstream.retry.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import reactor.netty.http.client.HttpClient;

/** Step 2: posts media to the object store. Thread-safe; blocks. */
public final class StoreUpload {
  private static final int BOUNDARY_BYTES = 16;

  private final HttpClient client;
  private final UpstreamSettings settings;
  private final AddressPolicy policy;
  private final RetryLoop loop;
  private final StoreJudge judge;
  private final SecureRandom random = new SecureRandom();

  /** On the given client; the loop may be shared. */
  public StoreUpload(
      HttpClient client,
      UpstreamSettings settings,
      AddressPolicy policy,
      RetryLoop loop,
      TimeSource time) {
    this.client = client;
    this.settings = settings;
    this.policy = policy;
    this.loop = loop;
    this.judge = new StoreJudge(time);
  }

  /** Uploads; again where that failed and the media can be read again, or was not read at all. */
  public void run(UploadForm form, MediaContent media, UploadProgress progress)
      throws InterruptedException {
    MultipartForm body = layOut(form);
    UpstreamSettings.Retry retry = settings.retry();
    RetrySchedule schedule =
        new RetrySchedule(retry.uploadAttempts(), retry.maxBackoff(), retry.baseDelay());
    RetryLoop.Call call =
        new RetryLoop.Call(
            schedule, form.url().getAuthority(), null, RetryLoop.UNLIMITED, StoreUpload::held);
    UploadExchange exchange = new UploadExchange(client, settings.timeouts(), judge);
    loop.run(
        UpstreamStep.UPLOAD,
        call,
        timeLeft -> exchange.attempt(form.url(), body, new OneUpload(media, counted(progress))));
  }

  /** Reports what one attempt wrote. */
  private UploadProgress counted(UploadProgress progress) {
    AtomicLong before = new AtomicLong();
    return written -> {
      loop.observer().uploaded(written - before.getAndSet(written));
      progress.transferred(written);
    };
  }

  private MultipartForm layOut(UploadForm form) {
    try {
      policy.check(form.url());
      return MultipartForm.of(form.fields(), boundary());
    } catch (AddressRefusedException | IllegalArgumentException refused) {
      throw UploadExchange.refused(refused);
    }
  }

  private String boundary() {
    byte[] bytes = new byte[BOUNDARY_BYTES];
    random.nextBytes(bytes);
    return "dragoneye-" + HexFormat.of().formatHex(bytes);
  }

  private static UpstreamException held(Duration wait) {
    return new UpstreamException(
        new UpstreamFailure.UploadFailed("The object store asked to wait", null));
  }
}
