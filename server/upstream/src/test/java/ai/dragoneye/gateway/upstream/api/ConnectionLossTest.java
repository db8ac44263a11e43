package ai.dragoneye.gateway.upstream.api;

import static ai.dragoneye.gateway.upstream.testing.TestClients.KEY;
import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.PredictRequest;
import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.Interrupted;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(CleanUpWatch.class)
class ConnectionLossTest {
  private static final BeginRequest BEGIN = new BeginRequest("image/png", null, null, Map.of());
  private static final PredictRequest PREDICT = new PredictRequest("t", "m", Map.of());
  private static final String STATUS =
      "{\"prediction_task_uuid\": \"t\", \"prediction_type\": \"image\", \"status\": \"predicted\"}";

  private final FakeTime time = new FakeTime();
  private final AtomicInteger attempts = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void shouldAskForTheStatusAgainWhereTheConnectionBreaks() throws Exception {
    try (ScriptedServer server = new ScriptedServer(this::breakTwiceThenAnswer);
        DragoneyeClient client = client(server.url())) {
      // when / then
      assertThat(client.status(KEY, "t", Duration.ofMinutes(1)).succeeded()).isTrue();
      assertThat(time.sleeps()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldNotPredictAgainWhereTheServiceMayHaveReceivedIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(this::breakTwiceThenAnswer);
        DragoneyeClient client = client(server.url())) {
      // when / then
      assertFailure(() -> client.predict(KEY, PREDICT))
          .isInstanceOfSatisfying(
              UpstreamFailure.PredictUnavailable.class,
              failure -> {
                assertThat(failure.maybeSent()).isTrue();
                assertThat(failure.message())
                    .startsWith("Dragoneye could not be reached for predict: the connection was ");
              });
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void shouldPredictAgainWhereNoConnectionCameAbout() throws Exception {
    // given
    URI nobody = nobody();
    try (DragoneyeClient client = client(nobody)) {
      // when / then
      assertFailure(() -> client.predict(KEY, PREDICT))
          .isEqualTo(
              new UpstreamFailure.PredictUnavailable(
                  "Dragoneye could not be reached for predict: the connection was refused",
                  null,
                  false));
      assertThat(time.sleeps()).hasSizeGreaterThan(5);
    }
  }

  @Test
  void shouldSayThatTheHostIsUnknown() {
    try (DragoneyeClient client = client(URI.create("http://no-such-host.invalid"))) {
      assertFailure(() -> client.begin(KEY, BEGIN))
          .extracting(UpstreamFailure::message)
          .isEqualTo(
              "Dragoneye could not be reached for begin: the host name could not be resolved");
    }
  }

  @Test
  void shouldNotBeginWhileTheServiceHasBeenFailing() throws Exception {
    // given
    try (DragoneyeClient client = client(nobody())) {
      for (int i = 0; i < 20; i++) {
        assertFailure(() -> client.status(KEY, "t", Duration.ofMillis(400)))
            .isInstanceOf(UpstreamFailure.Unavailable.class);
      }

      // when / then
      assertFailure(() -> client.begin(KEY, BEGIN))
          .isEqualTo(
              new UpstreamFailure.BeginUnavailable(
                  "Dragoneye has been failing; begin was not sent", null, Duration.ofSeconds(10)));
      assertThat(time.sleeps()).isEmpty();
    }
  }

  @Test
  void shouldNotWaitForAnAnswerForever() throws Exception {
    try (ScriptedServer server = new ScriptedServer(_ -> released.await());
        DragoneyeClient client =
            DragoneyeClient.create(
                TestClients.with(server.url(), TestClients.SHORT), time, () -> 0.5)) {
      // when / then
      assertFailure(() -> client.predict(KEY, PREDICT))
          .isEqualTo(
              new UpstreamFailure.PredictUnavailable(
                  "Dragoneye could not be reached for predict: there was no answer in time",
                  null,
                  true));
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  interface Call {
    void run(DragoneyeClient client) throws InterruptedException;
  }

  static Stream<Call> allSteps() {
    return Stream.of(
        client -> client.begin(KEY, BEGIN),
        client -> client.predict(KEY, PREDICT),
        client -> client.status(KEY, "t", Duration.ofMinutes(1)),
        client -> client.results(KEY, "t").close());
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void shouldCloseTheConnectionWhenInterrupted(Call step) throws Exception {
    try (ScriptedServer server = new ScriptedServer(this::holdOn);
        DragoneyeClient client = client(server.url())) {
      Interrupted call = new Interrupted(() -> step.run(client));
      asked.await();

      // when
      call.interrupt();

      // then
      assertThat(call.thrown()).isInstanceOf(InterruptedException.class);
      released.countDown();
      await().untilAsserted(() -> assertThat(server.open()).isZero());
    }
  }

  private void breakTwiceThenAnswer(ScriptedExchange exchange) throws IOException {
    exchange.body();
    if (attempts.incrementAndGet() <= 2) {
      exchange.reset();
    } else {
      exchange.json(200, STATUS);
    }
  }

  private void holdOn(ScriptedExchange exchange) throws InterruptedException {
    asked.countDown();
    released.await();
  }

  private DragoneyeClient client(URI url) {
    return DragoneyeClient.create(UpstreamSettings.of(url), time, () -> 0.5);
  }

  private static URI nobody() throws IOException {
    try (ScriptedServer gone = new ScriptedServer(_ -> {})) {
      return gone.url();
    }
  }
}
