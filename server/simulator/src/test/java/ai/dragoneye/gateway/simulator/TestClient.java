package ai.dragoneye.gateway.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of the API, as a user would write one by hand. */
final class TestClient {
  static final String KEY = "test-key";

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestClient(URI base) {
    this.base = base;
  }

  /** A task begun, with the form to upload its media by. */
  record Begun(String taskId, URI url, Map<String, String> fields) {}

  static JsonNode json(HttpResponse<byte[]> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static Map<String, String> imageFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("mimetype", "image/png");
    fields.put("response_version", "parquet_object");
    return fields;
  }

  HttpResponse<byte[]> post(String path, Map<String, String> fields) {
    return post(
        path,
        "application/x-www-form-urlencoded",
        urlEncoded(fields).getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<byte[]> post(String path, String contentType, byte[] body) {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("X-API-Key", KEY)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<byte[]> get(String pathAndQuery) {
    return send(HttpRequest.newBuilder(base.resolve(pathAndQuery)).header("X-API-Key", KEY));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static String urlEncoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Begun begin(Map<String, String> fields) {
    JsonNode answer = json(post("/prediction-task/begin", fields));
    JsonNode form = answer.at("/signed_urls/0/presigned_post_request");
    Map<String, String> issued = new LinkedHashMap<>();
    form.get("fields").properties().forEach(f -> issued.put(f.getKey(), f.getValue().asString()));
    return new Begun(
        answer.get("prediction_task_uuid").asString(),
        URI.create(form.get("url").asString()),
        issued);
  }

  HttpResponse<byte[]> upload(Begun task, byte[] media) {
    MultipartBody body = new MultipartBody();
    task.fields().forEach(body::field);
    return uploadBody(task, body.file("file", "file", media).close());
  }

  HttpResponse<byte[]> uploadBody(Begun task, byte[] multipart) {
    return send(
        HttpRequest.newBuilder(task.url())
            .header("Content-Type", MultipartBody.CONTENT_TYPE)
            .POST(BodyPublishers.ofByteArray(multipart)));
  }
}
