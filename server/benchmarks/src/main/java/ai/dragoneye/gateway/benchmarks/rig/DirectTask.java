package ai.dragoneye.gateway.benchmarks.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task that was begun without any gateway.
 *
 * @param id its uuid
 * @param uploadUrl where its media is posted to
 * @param fields of the form, before the media, in order
 */
public record DirectTask(URI upstream, String id, String uploadUrl, Map<String, String> fields) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Begins one. */
  public static DirectTask begin(URI upstream, String mimeType)
      throws IOException, InterruptedException {
    JsonNode begun =
        JSON.readTree(
            post(
                upstream.resolve("/prediction-task/begin"),
                Map.of("mimetype", mimeType, "response_version", "parquet_object")));
    JsonNode form = begun.get("signed_urls").get(0).get("presigned_post_request");
    Map<String, String> fields = new LinkedHashMap<>();
    form.get("fields").properties().forEach(f -> fields.put(f.getKey(), f.getValue().asString()));
    return new DirectTask(
        upstream, begun.get("prediction_task_uuid").asString(), form.get("url").asString(), fields);
  }

  /** The arguments with which curl uploads a file. */
  public List<String> curlArguments(String file) {
    List<String> arguments = new ArrayList<>(List.of("curl", "-sSf", "-H", "Expect:"));
    fields.forEach((name, value) -> arguments.addAll(List.of("--form-string", name + "=" + value)));
    arguments.addAll(List.of("-F", "file=@" + file + ";filename=file", uploadUrl));
    return arguments;
  }

  /** Uploads its media. */
  public void upload(byte[] media) throws IOException, InterruptedException {
    String boundary = "bench-boundary-" + id;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> body.writeBytes(part(boundary, name, "", value)));
    body.writeBytes(part(boundary, "file", "; filename=\"file\"", ""));
    body.writeBytes(media);
    body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII));
    send(
        HttpRequest.newBuilder(URI.create(uploadUrl))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] part(String boundary, String name, String more, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s%s"
        .formatted(boundary, name, more, value, more.isEmpty() ? "\r\n" : "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Starts its prediction once its media is uploaded. */
  public void predict(String model) throws IOException, InterruptedException {
    post(upstream.resolve("/predict"), Map.of("model_name", model, "prediction_task_uuid", id));
  }

  private static String post(URI url, Map<String, String> form)
      throws IOException, InterruptedException {
    List<String> encoded = new ArrayList<>();
    form.forEach(
        (name, value) ->
            encoded.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return send(
        HttpRequest.newBuilder(url)
            .header("X-API-Key", "bench-key")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", encoded))));
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("the upstream answered %d".formatted(answer.statusCode()));
      }
      return answer.body();
    }
  }
}
