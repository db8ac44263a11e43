package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import java.util.concurrent.atomic.AtomicInteger;

/** Step 5: downloads the archive, again from its beginning where it broke off. */
final class ResultDownload {
  private final ApiCalls calls;
  private final UpstreamSettings settings;
  private final Judge judge;
  private final DecodeMemory memory;
  private final ResultStorage storage;

  ResultDownload(ApiCalls calls, UpstreamSettings settings, Judge judge, ResultStorage storage) {
    this.calls = calls;
    this.settings = settings;
    this.judge = judge;
    this.memory = storage.decoding();
    this.storage = storage;
  }

  ReceivedResults run(ApiKey key, String path, FormBody query) throws InterruptedException {
    AtomicInteger brokenOff = new AtomicInteger();
    return calls.repeat(
        new ResultsStep(),
        key,
        RetryLoop.UNLIMITED,
        timeLeft -> {
          try (DownloadAttempt attempt =
              new DownloadAttempt(settings, judge, memory, brokenOff, storage.collect())) {
            return attempt.run(calls.getting(key, path, query), timeLeft);
          }
        });
  }
}
