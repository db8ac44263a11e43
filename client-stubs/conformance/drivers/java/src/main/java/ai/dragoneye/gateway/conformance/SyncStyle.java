package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.BatchResult;
import ai.dragoneye.gateway.client.BatchStream;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResponseStream;
import ai.dragoneye.gateway.client.ResultStream;
import ai.dragoneye.gateway.v1.Task;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.MessageOrBuilder;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blocks; a call is cancelled by an interrupt. */
final class SyncStyle implements Style {
  @Override
  public Optional<Runnable> cancellerFor(Thread thread) {
    return Optional.of(thread::interrupt);
  }

  @Override
  public JsonElement value(Call call) throws Exception {
    Dragoneye client = call.client();
    Request request = call.request();
    Duration deadline = request.deadline().orElse(null);
    String model = request.text("model").orElse("");
    return switch (request.required("call")) {
      case "predict_image" ->
          Json.of(client.predictImage(call.media().image(), model, call.options()));
      case "predict_video" ->
          Collected.whole(client.predictVideo(call.media().video(), model, call.options()));
      case "stream_video_prediction" ->
          read(
              call,
              "objects",
              client.streamVideoPrediction(call.media().video(), model, call.options()));
      case "predict_images" ->
          batch(call, client.predictImages(call.images(), model, call.options()));
      case "submit" -> Json.of(client.submit(call.media().media(), model, call.options()));
      case "status" -> Json.of(status(call, deadline));
      case "wait_for" -> Json.of(client.tasks().waitFor(call.task(), deadline));
      case "watch" -> watched(call, client.tasks().watch(call.task(), deadline));
      case "get_image_results" ->
          Json.of(
              deadline == null
                  ? client.getImageResults(call.task())
                  : client.getImageResults(call.task(), deadline));
      case "get_video_results" ->
          Collected.whole(client.getVideoResults(call.task(), request.resultOptions()));
      case "stream_image_results" ->
          read(call, "objects", client.results().streamImage(call.task(), request.resultOptions()));
      case "stream_video_results" ->
          read(call, "objects", client.results().streamVideo(call.task(), request.resultOptions()));
      case "stream_video_frames" ->
          read(call, "frames", client.results().streamFrames(call.task(), request.resultOptions()));
      default -> Style.download(call);
    };
  }

  private static Task status(Call call, @Nullable Duration deadline) {
    return deadline == null
        ? call.client().status(call.task())
        : call.client().status(call.task(), deadline);
  }

  private static <H extends MessageOrBuilder, T extends MessageOrBuilder> JsonElement read(
      Call call, String elements, ResultStream<H, T> stream) throws InterruptedException {
    Collected collected = new Collected(elements);
    try (stream) {
      collected.header(stream.header());
      Iterator<T> each = stream.iterator();
      while (each.hasNext()) {
        call.rest();
        collected.item(each.next(), stream.place());
        if (!call.item(stream.place())) {
          return collected.read();
        }
      }
      return collected.completed(stream.completion(), call);
    }
  }

  private static JsonElement watched(Call call, ResponseStream<Task> changes) {
    JsonArray tasks = new JsonArray();
    try (changes) {
      for (Task task : changes) {
        tasks.add(Json.of(task));
        if (!call.item()) {
          break;
        }
      }
    }
    JsonObject value = new JsonObject();
    value.add("tasks", tasks);
    return value;
  }

  private static JsonElement batch(Call call, BatchStream stream) {
    JsonObject results = new JsonObject();
    try (stream) {
      for (BatchResult result : stream) {
        results.add(result.imageId(), result(result));
        if (!call.item()) {
          break;
        }
      }
    }
    JsonObject value = new JsonObject();
    value.add("results", results);
    return value;
  }

  static JsonObject result(BatchResult result) {
    JsonObject json = new JsonObject();
    result
        .failure()
        .ifPresentOrElse(
            failure -> json.add("error", Failures.json(failure)),
            () -> json.add("prediction", Json.of(result.prediction())));
    return json;
  }
}
