package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.address.AddressRefusedException;
import ai.dragoneye.gateway.upstream.http.AnswerReader;
import ai.dragoneye.gateway.upstream.http.Await;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.http.LostException;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;

/** One POST to the object store and what came of it. */
final class UploadExchange {
  private static final int MAX_ANSWER_BYTES = 16 << 10;

  private final HttpClient client;
  private final UpstreamSettings.Timeouts timeouts;
  private final StoreJudge judge;

  UploadExchange(HttpClient client, UpstreamSettings.Timeouts timeouts, StoreJudge judge) {
    this.client = client;
    this.timeouts = timeouts;
    this.judge = judge;
  }

  Outcome<Boolean> attempt(URI url, MultipartForm form, OneUpload upload)
      throws InterruptedException {
    Outcome<Boolean> outcome;
    try {
      HttpAnswer answer = Await.result(exchange(url, form, upload), RetryLoop.UNLIMITED);
      outcome = judge.answer(answer, upload.whole());
    } catch (LostException lost) {
      outcome = lost(lost);
    } catch (CallerFailedException ofCaller) {
      throw ofCaller.asCallerKnowsIt();
    } catch (StoreStalledException stalled) {
      throw failed(stalled);
    }
    return upload.repeatable() ? outcome : onlyAttempt(outcome);
  }

  private Mono<HttpAnswer> exchange(URI url, MultipartForm form, OneUpload upload) {
    return client
        .headers(
            headers ->
                headers
                    .set(HttpHeaderNames.CONTENT_TYPE, form.contentType())
                    .set(HttpHeaderNames.CONTENT_LENGTH, form.contentLength(upload.sizeBytes())))
        .post()
        .uri(PresignedQuery.without(url))
        .send((request, outbound) -> send(outbound, url, form, upload))
        .response(
            (head, body) -> {
              Scheduler loop = Schedulers.fromExecutorService(upload.answered());
              return AnswerReader.beginning(head, body, MAX_ANSWER_BYTES)
                  .timeout(timeouts.uploadResponse(), loop);
            })
        .single();
  }

  private Mono<Void> send(NettyOutbound outbound, URI url, MultipartForm form, OneUpload upload) {
    AtomicReference<Connection> connection = new AtomicReference<>();
    outbound
        .withConnection(connection::set)
        .withConnection(
            current -> current.addHandlerLast(PresignedQuery.NAME, new PresignedQuery(url)));
    return outbound
        .then()
        .then(
            Mono.defer(
                () ->
                    upload.write(
                        Objects.requireNonNull(connection.get()), form, timeouts.uploadStall())));
  }

  private static Outcome<Boolean> lost(LostException lost) {
    if (lost.getCause() instanceof AddressRefusedException refused) {
      throw refused(refused);
    }
    if (lost.hopeless()) {
      throw failed(lost);
    }
    return new Outcome.Unavailable<>(null, wait -> failed(lost));
  }

  private static Outcome<Boolean> onlyAttempt(Outcome<Boolean> outcome) {
    return switch (outcome) {
      case Outcome.Done<Boolean> done -> done;
      case Outcome.Throttled<Boolean>(var retryAfter, var failure) ->
          throw failure.apply(retryAfter == null ? Duration.ZERO : retryAfter);
      case Outcome.Unavailable<Boolean>(var retryAfter, var failure) ->
          throw failure.apply(retryAfter == null ? Duration.ZERO : retryAfter);
    };
  }

  private static UpstreamException failed(Exception cause) {
    return new UpstreamException(
        new UpstreamFailure.UploadFailed(
            "The media could not be uploaded: " + cause.getMessage(), null),
        cause);
  }

  static UpstreamException refused(Exception cause) {
    return new UpstreamException(
        new UpstreamFailure.UploadRejected(
            "The media was not uploaded: " + cause.getMessage(), null, null),
        cause);
  }
}
