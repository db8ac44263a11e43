package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.http.LostException;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.storage.BufferInbox;
import ai.dragoneye.gateway.upstream.storage.BufferInbox.SourceFailedException;
import ai.dragoneye.gateway.upstream.storage.ResultBytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
import reactor.netty.http.client.HttpClientResponse;

/**
 * One attempt at downloading an archive: event loop → a few buffers → this virtual thread → memory
 * or file.
 */
final class DownloadAttempt implements AutoCloseable {
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final int MAX_BROKEN_OFF = 3;

  private final UpstreamSettings settings;
  private final Judge judge;
  private final DecodeMemory memory;
  private final AtomicInteger brokenOff;
  private final ResultsStep step = new ResultsStep();
  private final BufferInbox inbox = new BufferInbox();
  private final ResultBytes bytes;
  private volatile @Nullable HttpClientResponse head;

  /**
   * @param memory what the archive is decoded in
   * @param brokenOff counts how often the download broke off
   * @param bytes where the archive goes; closed with this
   */
  DownloadAttempt(
      UpstreamSettings settings,
      Judge judge,
      DecodeMemory memory,
      AtomicInteger brokenOff,
      ResultBytes bytes) {
    this.settings = settings;
    this.judge = judge;
    this.memory = memory;
    this.brokenOff = brokenOff;
    this.bytes = bytes;
  }

  Outcome<ReceivedResults> run(ResponseReceiver<?> exchange, Duration timeLeft)
      throws InterruptedException {
    exchange
        .response(
            (answered, body) -> {
              head = answered;
              return body.retain();
            })
        .subscribe(inbox);
    try {
      inbox.awaitFirst(shorter(timeLeft, settings.timeouts().response()));
      HttpClientResponse answered = head;
      if (answered == null) {
        inbox.take(Duration.ZERO);
        throw new IllegalStateException("an answer without a head");
      }
      return isArchive(answered) ? archive(answered) : refusal(answered);
    } catch (SourceFailedException failed) {
      return lost(new LostException(failed.failure()));
    } catch (TimeoutException late) {
      return lost(new LostException(late));
    } catch (IOException disk) {
      throw new UpstreamException(
          new UpstreamFailure.Unavailable("The results could not be kept for reading", null, null),
          disk);
    }
  }

  private static boolean isArchive(HttpClientResponse answered) {
    return answered.status().code() / 100 == 2;
  }

  private Outcome<ReceivedResults> archive(HttpClientResponse answered)
      throws InterruptedException, TimeoutException, SourceFailedException, IOException {
    String announced = answered.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    refuseBeyondBound(announced == null ? 0 : Long.parseLong(announced));
    for (ByteBuf next = nextOfArchive(); next != null; next = nextOfArchive()) {
      append(next);
    }
    ArchiveHeaders headers = ReceivedHeaders.of(answered.responseHeaders());
    int crc32c = bytes.crc32c();
    return new Outcome.Done<>(
        new ReceivedResults(bytes.finish(), crc32c, headers, settings.results().bounds(), memory));
  }

  private @Nullable ByteBuf nextOfArchive()
      throws InterruptedException, TimeoutException, SourceFailedException {
    return inbox.take(settings.timeouts().resultsIdle());
  }

  private void append(ByteBuf buffer) throws IOException {
    try {
      refuseBeyondBound(bytes.size() + buffer.readableBytes());
      bytes.append(buffer);
    } finally {
      buffer.release();
    }
  }

  private void refuseBeyondBound(long size) {
    long bound = settings.results().maxArchiveBytes();
    if (size > bound) {
      throw new UpstreamException(
          new UpstreamFailure.ResultsTooLarge(
              "The archive of results is larger than %d bytes (max_archive_bytes)"
                  .formatted(bound)));
    }
  }

  private Outcome<ReceivedResults> refusal(HttpClientResponse answered)
      throws InterruptedException, TimeoutException, SourceFailedException, IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteBuf next = inbox.take(settings.timeouts().response());
    while (next != null && text.size() < MAX_ERROR_BYTES) {
      next.readBytes(text, next.readableBytes());
      next.release();
      next = inbox.take(settings.timeouts().response());
    }
    if (next != null) {
      next.release();
    }
    return withoutValue(
        judge.answer(
            step,
            new HttpAnswer(
                answered.status().code(), answered.responseHeaders(), text.toByteArray())));
  }

  private Outcome<ReceivedResults> lost(LostException lost) {
    if (head == null || !isArchive(head)) {
      return withoutValue(judge.lost(step, lost, true));
    }
    int times = brokenOff.incrementAndGet();
    UpstreamException failure =
        new UpstreamException(
            new UpstreamFailure.ResultsCorrupt(
                "The archive of results broke off %d times, at last after %d bytes"
                    .formatted(times, bytes.size())),
            lost);
    if (times >= MAX_BROKEN_OFF) {
      throw failure;
    }
    return new Outcome.Unavailable<>(null, _ -> failure);
  }

  private static Outcome<ReceivedResults> withoutValue(Outcome<HttpAnswer> outcome) {
    return switch (outcome) {
      case Outcome.Throttled<HttpAnswer>(var retryAfter, var failure) ->
          new Outcome.Throttled<>(retryAfter, failure);
      case Outcome.Unavailable<HttpAnswer>(var retryAfter, var failure) ->
          new Outcome.Unavailable<>(retryAfter, failure);
      case Outcome.Done<HttpAnswer> _ -> throw new IllegalStateException("not a refusal");
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Cancels what is still under way and frees what was not handed out. */
  @Override
  public void close() {
    inbox.close();
    try {
      bytes.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
