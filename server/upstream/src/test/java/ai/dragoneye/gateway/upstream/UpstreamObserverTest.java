package ai.dragoneye.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.dragoneye.gateway.upstream.UpstreamAttempt.Result;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UpstreamObserverTest {
  private static final ApiKey KEY = new ApiKey("secret-key");
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final List<UpstreamAttempt> attempts = new CopyOnWriteArrayList<>();
  private final List<String> repeats = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
  private final AtomicLong uploaded = new AtomicLong();
  private final UpstreamObserver observer =
      new UpstreamObserver() {
        @Override
        public Map<String, String> traceHeaders() {
          return Map.of("traceparent", TRACEPARENT);
        }

        @Override
        public void attempted(UpstreamAttempt attempt) {
          attempts.add(attempt);
        }

        @Override
        public void repeated(UpstreamStep step, Result cause) {
          repeats.add(step + " after " + cause);
        }

        @Override
        public void uploaded(long bytes) {
          uploaded.addAndGet(bytes);
        }
      };

  @Test
  void shouldHearOfEachAttemptAndOfWhatMadeItRepeat() throws Exception {
    // given a service that is busy at first, and then knows no such task
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  headers.add(exchange.headers());
                  exchange.json(requests.getAndIncrement() == 0 ? 429 : 404, "{}");
                });
        DragoneyeClient client = client(server)) {
      // when
      assertThatThrownBy(() -> client.status(KEY, "t", Duration.ofSeconds(20)))
          .isInstanceOf(UpstreamException.class);

      // then
      assertThat(attempts)
          .extracting(UpstreamAttempt::step, UpstreamAttempt::result, UpstreamAttempt::httpStatus)
          .containsExactly(
              tuple(UpstreamStep.STATUS, Result.RATE_LIMITED, null),
              tuple(UpstreamStep.STATUS, Result.REFUSED, 404));
      assertThat(attempts)
          .allSatisfy(
              attempt -> {
                assertThat(attempt.key()).isEqualTo(KeyHash.of(KEY));
                assertThat(attempt.time()).isPositive();
              });
      assertThat(repeats).containsExactly("STATUS after RATE_LIMITED");
      assertThat(headers)
          .hasSize(2)
          .allSatisfy(sent -> assertThat(sent).containsEntry("traceparent", TRACEPARENT));
    }
  }

  @Test
  void shouldHearOfBytesAndKeepTheTraceFromTheStore() throws Exception {
    // given
    TestMedia media = TestMedia.of(7, 100_000);
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  headers.add(exchange.headers());
                  exchange.body();
                  exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
                });
        DragoneyeClient client = client(server)) {
      // when
      client.upload(new UploadForm(server.url("/b"), Map.of("key", "k1")), media, bytes -> {});

      // then
      assertThat(uploaded).hasValue(700_000);
      assertThat(attempts)
          .singleElement()
          .satisfies(
              attempt -> {
                assertThat(attempt.step()).isEqualTo(UpstreamStep.UPLOAD);
                assertThat(attempt.result()).isEqualTo(Result.OK);
                assertThat(attempt.key()).isNull();
              });
      assertThat(headers)
          .singleElement()
          .satisfies(sent -> assertThat(sent).doesNotContainKey("traceparent"));
      assertThat(client.storePool().active() + client.storePool().idle()).isLessThanOrEqualTo(1);
    }
  }

  private DragoneyeClient client(ScriptedServer server) {
    UpstreamSettings plain = UpstreamSettings.of(server.url());
    UpstreamSettings.Retry retry =
        new UpstreamSettings.Retry(3, Duration.ofSeconds(20), Duration.ofMillis(1), 1, 20);
    return DragoneyeClient.create(
        new UpstreamSettings(
            plain.baseUrl(),
            plain.timeouts(),
            plain.network(),
            retry,
            plain.addresses(),
            plain.results()),
        observer);
  }
}
