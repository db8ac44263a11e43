package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.http.LostException;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.storage.BufferInbox;
import ai.dragoneye.gateway.upstream.storage.BufferInbox.SourceFailedException;
import ai.dragoneye.gateway.upstream.storage.ResultBytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
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
  private final int number;
  private final ResultsStep step = new ResultsStep();
  private final BufferInbox inbox = new BufferInbox();
  private final ResultBytes bytes;
  private volatile @Nullable HttpClientResponse head;

  DownloadAttempt(UpstreamSettings settings, Judge judge, int number) {
    this.settings = settings;
    this.judge = judge;
    this.number = number;
    this.bytes = new ResultBytes(settings.results());
  }

  Outcome<ResultArchive> run(ResponseReceiver<?> exchange) throws InterruptedException {
    exchange
        .response(
            (answered, body) -> {
              head = answered;
              return body.retain();
            })
        .subscribe(inbox);
    try {
      ByteBuf first = inbox.take(settings.timeouts().response());
      HttpClientResponse answered = Objects.requireNonNull(head, "a body has a head");
      return isSuccess(answered) ? archive(answered, first) : refusal(answered, first);
    } catch (SourceFailedException failed) {
      return lost(new LostException(failed.failure()));
    } catch (TimeoutException late) {
      return lost(new LostException(late));
    } catch (IOException disk) {
      throw new UpstreamException(
          new UpstreamFailure.Unavailable(
              "The results could not be stored for reading", null, null),
          disk);
    }
  }

  private static boolean isSuccess(HttpClientResponse answered) {
    return answered.status().code() / 100 == 2;
  }

  private Outcome<ResultArchive> archive(HttpClientResponse answered, @Nullable ByteBuf first)
      throws InterruptedException, TimeoutException, SourceFailedException, IOException {
    refuseBeyondBound(announcedSize(answered));
    for (ByteBuf next = first; next != null; next = inbox.take(settings.timeouts().resultsIdle())) {
      append(next);
    }
    String name = answered.responseHeaders().get("X-Original-File-Name");
    return new Outcome.Done<>(
        ResultArchive.open(
            bytes.finish(),
            new ArchiveHeaders(
                name == null ? null : utf8(name),
                answered.responseHeaders().get("X-Frames-Per-Second")),
            DecodeBounds.DEFAULT));
  }

  private static long announcedSize(HttpClientResponse answered) {
    String length = answered.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
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

  private Outcome<ResultArchive> refusal(HttpClientResponse answered, @Nullable ByteBuf first)
      throws InterruptedException, TimeoutException, SourceFailedException, IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (ByteBuf next = first; next != null; next = inbox.take(settings.timeouts().response())) {
      try {
        next.readBytes(text, next.readableBytes());
      } finally {
        next.release();
      }
      if (text.size() > MAX_ERROR_BYTES) {
        break;
      }
    }
    return other(
        judge.answer(
            step,
            new HttpAnswer(
                answered.status().code(), answered.responseHeaders(), text.toByteArray())));
  }

  private Outcome<ResultArchive> lost(LostException lost) {
    if (head == null) {
      return other(judge.lost(step, lost, true));
    }
    String message =
        "The archive of results broke off after %d bytes, %d times in a row"
            .formatted(bytes.size(), number);
    if (number >= MAX_BROKEN_OFF) {
      throw new UpstreamException(new UpstreamFailure.ResultsCorrupt(message), lost);
    }
    return new Outcome.Unavailable<>(
        null, wait -> new UpstreamException(new UpstreamFailure.ResultsCorrupt(message), lost));
  }

  /** An outcome without a value fits any type of value. */
  private static Outcome<ResultArchive> other(Outcome<HttpAnswer> outcome) {
    return switch (outcome) {
      case Outcome.Throttled<HttpAnswer>(var retryAfter, var failure) ->
          new Outcome.Throttled<>(retryAfter, failure);
      case Outcome.Unavailable<HttpAnswer>(var retryAfter, var failure) ->
          new Outcome.Unavailable<>(retryAfter, failure);
      case Outcome.Done<HttpAnswer> done -> throw new IllegalStateException("not a refusal");
    };
  }

  /**
   * Header values arrive as ISO 8859-1; the service writes UTF-8, which is how the official SDK
   * reads it.
   */
  private static String utf8(String header) {
    return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

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
