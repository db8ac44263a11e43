package ai.dragoneye.gateway.upstream.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UploadForm;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.CleanUpWatch;
import ai.dragoneye.gateway.upstream.testing.FakeTime;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestClients;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store, a client and what the tests of uploads ask about them. */
@ExtendWith(CleanUpWatch.class)
abstract class UploadFixture {
  final FakeTime time = new FakeTime();
  final CountDownLatch released = new CountDownLatch(1);
  volatile String received = "";

  void accept(ScriptedExchange exchange) throws IOException {
    received = new String(exchange.body(), StandardCharsets.ISO_8859_1);
    exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
  }

  void keepAll(ScriptedExchange exchange) {
    received = new String(exchange.readUntilClosed(), StandardCharsets.ISO_8859_1);
  }

  DragoneyeClient client(ScriptedServer store) {
    return client(UpstreamSettings.of(store.url()));
  }

  DragoneyeClient client(UpstreamSettings settings) {
    return DragoneyeClient.create(settings, time, () -> 0.5);
  }

  DragoneyeClient publicClient() {
    return client(
        TestClients.with(
            UpstreamSettings.PUBLIC_SERVICE, new UpstreamSettings.Addresses(false, true)));
  }

  static void upload(DragoneyeClient client, ScriptedServer store, MediaContent media)
      throws InterruptedException {
    client.upload(new UploadForm(store.url("/b"), Map.of("key", "k")), media, _ -> {});
  }

  void assertNothingStored(ScriptedServer store) {
    await().untilAsserted(() -> assertThat(store.open()).isZero());
    assertThat(received).startsWith("--dragoneye-").doesNotContain("--\r\n");
  }

  static void assertStopped(ScriptedServer store, TestMedia media) {
    await().untilAsserted(() -> assertThat(store.open()).isZero());
    await().untilAsserted(() -> assertThat(media.allReleased()).isTrue());
    assertThat(media.cancellations()).isEqualTo(1);
  }

  /** Waits until nothing has been asked for during some polls; how much it was then. */
  static long untilStill(TestMedia media) {
    long[] seen = {-1, 0};
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              boolean still = media.emitted() > 0 && media.emitted() == seen[0];
              seen[1] = still ? seen[1] + 1 : 0;
              seen[0] = media.emitted();
              return seen[1] == 5;
            });
    return seen[0];
  }

  static byte[] xml(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message><RequestId>hidden</RequestId></Error>"
        .formatted(code, message)
        .getBytes(StandardCharsets.UTF_8);
  }
}
