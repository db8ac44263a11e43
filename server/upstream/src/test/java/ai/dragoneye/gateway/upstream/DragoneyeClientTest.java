package ai.dragoneye.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.testing.ScriptedServer;
import ai.dragoneye.gateway.upstream.testing.TestMedia;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DragoneyeClientTest {
  private static final ApiKey KEY = new ApiKey("secret-key");

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private volatile Map<String, String> headers = Map.of();
  private volatile byte[] body = {};

  @Test
  void shouldSendBeginAsTheOfficialSdkDoes() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  headers = exchange.headers();
                  bodies.add(exchange.text());
                  exchange.json(
                      200,
                      """
                      {"prediction_task_uuid": "task-1", "prediction_type": "video", "extra": 1,
                       "signed_urls": [{"blob_path": "b", "presigned_post_request":
                         {"url": "https://store.example/bucket",
                          "fields": {"key": "k", "policy": "p", "n": 7}}}]}
                      """);
                });
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(server.url("/v1/")))) {
      // when
      BegunTask task =
          client.begin(KEY, new BeginRequest("video/mp4", "a b&c.mp4", 5, Map.of("extra", "ü")));

      // then
      assertThat(server.requests()).containsExactly("POST /v1/prediction-task/begin");
      assertThat(bodies)
          .containsExactly(
              "mimetype=video%2Fmp4&response_version=parquet_object&file_name=a+b%26c.mp4"
                  + "&frames_per_second=5&extra=%C3%BC");
      assertThat(headers)
          .containsEntry("X-API-Key", "secret-key")
          .containsEntry("Content-Type", "application/x-www-form-urlencoded")
          .containsEntry("User-Agent", "dragoneye-gateway/0.1.0-SNAPSHOT");
      assertThat(task.taskUuid()).isEqualTo("task-1");
      assertThat(task.family()).isEqualTo(MediaFamily.VIDEO);
      assertThat(task.form().url()).hasToString("https://store.example/bucket");
      assertThat(task.form().fields().entrySet())
          .extracting(Object::toString)
          .containsExactly("key=k", "policy=p", "n=7");
    }
  }

  @Test
  void shouldPostTheMediaAsOneFormWithAKnownLength() throws Exception {
    // given
    TestMedia media = TestMedia.of(7, 100_000);
    List<Long> progress = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  headers = exchange.headers();
                  body = exchange.body();
                  exchange.raw("HTTP/1.1 204 No Content\r\n\r\n");
                });
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(server.url()))) {
      // when
      client.upload(new UploadForm(server.url("/b"), Map.of("key", "k1")), media, progress::add);

      // then
      assertThat(server.requests()).containsExactly("POST /b");
      String boundary =
          headers.getOrDefault("Content-Type", "").replace("multipart/form-data; boundary=", "");
      String before =
          "--"
              + boundary
              + "\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk1\r\n"
              + "--"
              + boundary
              + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
              + "Content-Type: application/octet-stream\r\n\r\n";
      String after = "\r\n--" + boundary + "--\r\n";
      assertThat(new String(body, StandardCharsets.ISO_8859_1))
          .isEqualTo(before + new String(media.whole(), StandardCharsets.ISO_8859_1) + after);
      assertThat(headers).doesNotContainKeys("X-API-Key", "Transfer-Encoding");
      assertThat(progress)
          .containsExactly(100_000L, 200_000L, 300_000L, 400_000L, 500_000L, 600_000L, 700_000L);
      assertThat(media.allReleased()).isTrue();
    }
  }

  @Test
  void shouldPredictAndReadTheStatus() throws Exception {
    // given
    try (ScriptedServer server =
            new ScriptedServer(
                exchange -> {
                  bodies.add(exchange.text());
                  exchange.json(
                      200,
                      """
                      {"prediction_task_uuid": "t&1", "prediction_type": "image",
                       "status": "predicting-on-mars"}
                      """);
                });
        DragoneyeClient client = DragoneyeClient.create(UpstreamSettings.of(server.url()))) {
      // when
      client.predict(KEY, new PredictRequest("t&1", "recognize_anything/model", Map.of("a", "b")));
      TaskStatus status = client.status(KEY, "t&1", Duration.ofSeconds(5));

      // then
      assertThat(server.requests())
          .containsExactly("POST /predict", "GET /prediction-task/status?predictionTaskUuid=t%261");
      assertThat(bodies.getFirst())
          .isEqualTo("model_name=recognize_anything%2Fmodel&prediction_task_uuid=t%261&a=b");
      assertThat(status).isEqualTo(new TaskStatus("t&1", MediaFamily.IMAGE, "predicting-on-mars"));
    }
  }
}
