package ai.dragoneye.gateway.upstream.http;

import static ai.dragoneye.gateway.upstream.testing.TestClients.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.BegunTask;
import ai.dragoneye.gateway.upstream.DragoneyeClient;
import ai.dragoneye.gateway.upstream.UpstreamException;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.testing.RecordingAppender;
import ai.dragoneye.gateway.upstream.testing.ScriptedExchange;
import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing secret goes into a log, not even at the level of detail that only a developer turns on.
 */
class LoggedSecretsTest {
  @BeforeEach
  void listen() {
    RecordingAppender.start(true);
  }

  @AfterEach
  void stopListening() {
    RecordingAppender.start(false);
  }

  @Test
  void shouldLogNoKeyPresignedQueryFieldOrMediaByte() throws Exception {
    // given
    try (ScriptedServer server = new ScriptedServer(LoggedSecretsTest::answer);
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(server.url()))) {
      BegunTask task =
          client.begin(KEY, new BeginRequest("image/png", "private-name", null, Map.of()));
      TestMedia media = TestMedia.of(List.of("private-media".getBytes(StandardCharsets.US_ASCII)));

      // when
      assertThatThrownBy(() -> client.upload(task.form(), media, _ -> {}))
          .isInstanceOf(UpstreamException.class);

      // then
      assertThat(RecordingAppender.lines())
          .isNotEmpty()
          .noneMatch(line -> line.contains("secret-") || line.contains("private-"));
    }
  }

  private static void answer(ScriptedExchange exchange) throws IOException {
    exchange.body();
    if (exchange.target().startsWith("/store")) {
      exchange.answer(403, "application/xml", new byte[0]);
      return;
    }
    String url = "http://" + exchange.header("Host") + "/store?signature=secret-query";
    exchange.json(
        200,
        """
        {"prediction_task_uuid": "t", "prediction_type": "image", "signed_urls": [
          {"presigned_post_request": {"url": "%s", "fields": {"policy": "secret-policy"}}}]}
        """
            .formatted(url));
  }
}
