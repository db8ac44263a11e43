package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResultListener;
import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.MessageOrBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes futures and listeners; a call is cancelled by its future. */
final class AsyncStyle implements Style {
  @Override
  public Optional<Runnable> cancellerFor(Thread thread) {
    return Optional.empty();
  }

  @Override
  public JsonElement value(Call call) throws Exception {
    Dragoneye client = call.client();
    Request request = call.request();
    Duration deadline = request.deadline().orElse(null);
    String model = request.text("model").orElse("");
    return switch (request.required("call")) {
      case "predict_image" ->
          message(call, client.predictImageAsync(call.media().image(), model, call.options()));
      case "predict_video" ->
          awaited(
              call,
              client.predictVideoAsync(call.media().video(), model, call.options()),
              Collected::whole);
      case "submit" ->
          message(call, client.submitAsync(call.media().media(), model, call.options()));
      case "status" ->
          message(
              call,
              deadline == null
                  ? client.statusAsync(call.task())
                  : client.statusAsync(call.task(), deadline));
      case "wait_for" -> message(call, client.tasks().waitForAsync(call.task(), deadline));
      case "get_image_results" ->
          message(
              call,
              deadline == null
                  ? client.getImageResultsAsync(call.task())
                  : client.getImageResultsAsync(call.task(), deadline));
      case "get_video_results" ->
          awaited(
              call,
              client.getVideoResultsAsync(call.task(), request.resultOptions()),
              Collected::whole);
      case "predict_images" -> batch(call, model);
      case "watch" -> watched(call, deadline);
      case "download" -> Style.download(call);
      default -> streamed(call, model);
    };
  }

  private static JsonElement streamed(Call call, String model) throws Exception {
    Dragoneye client = call.client();
    Request request = call.request();
    return switch (request.required("call")) {
      case "stream_video_prediction" ->
          read(
              call,
              "objects",
              listener ->
                  client.streamVideoPredictionAsync(
                      call.media().video(), model, call.options(), listening(listener)));
      case "stream_image_results" ->
          read(
              call,
              "objects",
              listener ->
                  client
                      .results()
                      .streamImageAsync(call.task(), request.resultOptions(), listening(listener)));
      case "stream_video_results" ->
          read(
              call,
              "objects",
              listener ->
                  client
                      .results()
                      .streamVideoAsync(call.task(), request.resultOptions(), listening(listener)));
      default ->
          read(
              call,
              "frames",
              listener ->
                  client
                      .results()
                      .streamFramesAsync(
                          call.task(), request.resultOptions(), listening(listener)));
    };
  }

  private static JsonElement message(
      Call call, CompletableFuture<? extends MessageOrBuilder> future) throws Exception {
    return awaited(call, future, Json::of);
  }

  private static <T> JsonElement awaited(
      Call call, CompletableFuture<T> future, Function<? super T, JsonElement> value)
      throws Exception {
    call.cancelledBy(() -> future.cancel(true));
    return value.apply(future.get());
  }

  private static JsonElement read(
      Call call, String elements, Function<Listening, CompletableFuture<ResultCompletion>> start)
      throws Exception {
    Listening listening = new Listening(call, new Collected(elements), new AtomicBoolean());
    CompletableFuture<ResultCompletion> future = start.apply(listening);
    call.cancelledBy(() -> future.cancel(true));
    try {
      return listening.collected().completed(future.get(), call);
    } catch (CancellationException cancelled) {
      if (listening.left().get()) {
        return listening.collected().read();
      }
      throw cancelled;
    }
  }

  /** What is read, and whether the reader has left before the end. */
  private record Listening(Call call, Collected collected, AtomicBoolean left) {
    void take(MessageOrBuilder element, ResultPlace place) {
      try {
        call.rest();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (left.get()) {
        return;
      }
      collected.item(element, place);
      if (!call.item(place)) {
        left.set(true);
        call.cancel();
      }
    }
  }

  private static <H extends MessageOrBuilder, T extends MessageOrBuilder>
      ResultListener<H, T> listening(Listening listening) {
    return new ResultListener<>() {
      @Override
      public void onHeader(H header) {
        listening.collected().header(header);
      }

      @Override
      public void onNext(T element, ResultPlace place) {
        listening.take(element, place);
      }
    };
  }

  private static JsonElement watched(Call call, @Nullable Duration deadline) throws Exception {
    JsonArray tasks = new JsonArray();
    JsonObject value = new JsonObject();
    value.add("tasks", tasks);
    CompletableFuture<?> end =
        call.client()
            .tasks()
            .watchAsync(
                call.task(),
                deadline,
                task -> {
                  tasks.add(Json.of(task));
                  call.item();
                });
    return awaited(call, end, last -> value);
  }

  private static JsonElement batch(Call call, String model) throws Exception {
    JsonObject results = new JsonObject();
    JsonObject value = new JsonObject();
    value.add("results", results);
    CompletableFuture<?> end =
        call.client()
            .predictImagesAsync(
                call.images(),
                model,
                call.options(),
                result -> {
                  results.add(result.imageId(), SyncStyle.result(result));
                  call.item();
                });
    return awaited(call, end, nothing -> value);
  }
}
