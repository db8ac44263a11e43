package ai.dragoneye.gateway.upstream.api;

import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.http.AnswerReader;
import ai.dragoneye.gateway.upstream.http.Await;
import ai.dragoneye.gateway.upstream.http.HttpAnswer;
import ai.dragoneye.gateway.upstream.http.LostException;
import ai.dragoneye.gateway.upstream.http.OversizedAnswerException;
import ai.dragoneye.gateway.upstream.http.RequestWatch;
import ai.dragoneye.gateway.upstream.retry.Circuit;
import ai.dragoneye.gateway.upstream.retry.Outcome;
import ai.dragoneye.gateway.upstream.retry.RetryLoop;
import ai.dragoneye.gateway.upstream.retry.RetrySchedule;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;

/** Calls whose answer is small: one attempt after the other, each with a limit of time. */
final class ApiCalls {
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final HttpClient client;
  private final String baseUrl;
  private final String host;
  private final Duration responseLimit;
  private final RetrySchedule schedule;
  private final RetryLoop loop;
  private final Judge judge;

  ApiCalls(HttpClient client, UpstreamSettings settings, RetryLoop loop, Judge judge) {
    this.client = client;
    this.baseUrl = settings.baseUrl().toString().replaceFirst("/+$", "");
    this.host = settings.baseUrl().getAuthority();
    this.responseLimit = settings.timeouts().response();
    UpstreamSettings.Retry retry = settings.retry();
    this.schedule = new RetrySchedule(retry.maxAttempts(), retry.maxBackoff(), retry.baseDelay());
    this.loop = loop;
    this.judge = judge;
  }

  <T> T post(Step<T> step, ApiKey key, String path, FormBody form) throws InterruptedException {
    return repeat(step, key, RetryLoop.UNLIMITED, posting(step, key, path, form));
  }

  /** As {@link #post}, but not while the circuit is open. */
  <T> T postUnlessOpen(Circuit circuit, Step<T> step, ApiKey key, String path, FormBody form)
      throws InterruptedException {
    if (!circuit.allows()) {
      throw Judge.refusedByCircuit(step);
    }
    AtomicBoolean tookPlace = new AtomicBoolean();
    RetryLoop.Attempt<T> posting = posting(step, key, path, form);
    try {
      return repeat(
          step, key, RetryLoop.UNLIMITED, timeLeft -> noting(tookPlace, posting, timeLeft));
    } finally {
      if (!tookPlace.get()) {
        circuit.withdrawn();
      }
    }
  }

  private static <T> Outcome<T> noting(
      AtomicBoolean tookPlace, RetryLoop.Attempt<T> attempt, Duration timeLeft)
      throws InterruptedException {
    try {
      Outcome<T> outcome = attempt.run(timeLeft);
      tookPlace.set(true);
      return outcome;
    } catch (UpstreamException judged) {
      tookPlace.set(true);
      throw judged;
    }
  }

  private <T> RetryLoop.Attempt<T> posting(Step<T> step, ApiKey key, String path, FormBody form) {
    byte[] body = form.bytes();
    URI uri = URI.create(baseUrl + path);
    return timeLeft -> {
      RequestWatch watch = new RequestWatch();
      return attempt(step, watch, posting(key, uri, body, watch), timeLeft);
    };
  }

  <T> T get(Step<T> step, ApiKey key, String path, FormBody query, Duration timeLimit)
      throws InterruptedException {
    return repeat(
        step,
        key,
        timeLimit,
        timeLeft -> attempt(step, new RequestWatch(), getting(key, path, query), timeLeft));
  }

  <T, R> R repeat(Step<T> step, ApiKey key, Duration timeLimit, RetryLoop.Attempt<R> attempt)
      throws InterruptedException {
    return loop.run(
        step.step(),
        new RetryLoop.Call(schedule, host, key, timeLimit, wait -> Judge.held(step, wait)),
        attempt);
  }

  ResponseReceiver<?> getting(ApiKey key, String path, FormBody query) {
    return with(key).get().uri(URI.create(baseUrl + path + "?" + query.encoded()));
  }

  private ResponseReceiver<?> posting(ApiKey key, URI uri, byte[] body, RequestWatch watch) {
    return with(key)
        .headers(
            headers ->
                headers
                    .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.length))
        .post()
        .uri(uri)
        .send((request, outbound) -> watch.sending(outbound, body));
  }

  private HttpClient with(ApiKey key) {
    return client.headers(
        headers -> {
          headers.set("X-API-Key", key.value());
          loop.observer().traceHeaders().forEach(headers::set);
        });
  }

  private <T> Outcome<T> attempt(
      Step<T> step, RequestWatch watch, ResponseReceiver<?> exchange, Duration timeLeft)
      throws InterruptedException {
    Mono<HttpAnswer> answer =
        exchange
            .response((head, body) -> AnswerReader.whole(head, body, MAX_ANSWER_BYTES))
            .single();
    boolean inHaste = timeLeft.compareTo(responseLimit) < 0;
    try {
      return judge.answer(step, Await.result(answer, inHaste ? timeLeft : responseLimit));
    } catch (LostException lost) {
      return inHaste && lost.late()
          ? judge.outOfTime(step, lost, watch.maybeSent())
          : judge.lost(step, lost, watch.maybeSent());
    } catch (OversizedAnswerException oversized) {
      throw judge.oversized(step, String.valueOf(oversized.getMessage()));
    }
  }
}
