package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.BatchImage;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.ResultPlace;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One making of a call: what is told of it while it runs, and how it is cancelled. */
final class Call {
  private final Request request;
  private final Dragoneye client;
  private final Style style;
  private final AtomicLong readBytes = new AtomicLong(-1);
  private final AtomicInteger items = new AtomicInteger();
  private final Set<String> phases = new CopyOnWriteArraySet<>();
  private final CompletableFuture<Runnable> canceller = new CompletableFuture<>();
  private volatile @Nullable String taskId;
  private volatile @Nullable String resumeToken;

  Call(Request request, Dragoneye client, Style style) {
    this.request = request;
    this.client = client;
    this.style = style;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "driver");
    thread.setDaemon(true);
    return thread;
  }

  /** Makes the call on a thread of its own; the outcome as an answer has it. */
  CompletableFuture<JsonObject> begin() {
    CompletableFuture<JsonObject> outcome = new CompletableFuture<>();
    Thread thread = daemon(() -> outcome.complete(outcome()));
    style.cancellerFor(thread).ifPresent(canceller::complete);
    thread.start();
    return outcome;
  }

  private JsonObject outcome() {
    request
        .part("cancel")
        .number("after_ms")
        .ifPresent(
            wait ->
                CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS)
                    .execute(this::cancel));
    JsonObject answer = new JsonObject();
    try {
      answer.add("value", value());
    } catch (Throwable failure) {
      answer.add("error", Failures.json(failure));
    }
    if (taskId != null) {
      answer.addProperty("task_id", taskId);
    }
    JsonObject notes = Driver.notes(answer);
    notes.addProperty("items", items.get());
    if (resumeToken != null) {
      notes.addProperty("resume_token", resumeToken);
    }
    if (readBytes.get() >= 0) {
      notes.addProperty("read_bytes", readBytes.get());
    }
    return answer;
  }

  private JsonElement value() throws Exception {
    return request.text("way").isPresent() ? Style.rawStatus(this) : style.value(this);
  }

  Request request() {
    return request;
  }

  Dragoneye client() {
    return client;
  }

  String task() {
    return request.required("task_id");
  }

  GivenMedia media() {
    return media(request.part("media"));
  }

  private GivenMedia media(Request described) {
    if (described.text("from").filter("stream"::equals).isPresent()) {
      readBytes.compareAndSet(-1, 0);
    }
    return new GivenMedia(described, readBytes);
  }

  List<BatchImage> images() {
    List<BatchImage> images = new ArrayList<>();
    for (JsonElement each : request.json().getAsJsonArray("images")) {
      Request image = new Request(each.getAsJsonObject());
      GivenMedia media = media(image.part("media"));
      images.add(new BatchImage(image.required("image_id"), media::image));
    }
    return images;
  }

  PredictOptions options() {
    return request
        .predictOptions()
        .onTask(this::announced)
        .onProgress(progress -> sawPhase(progress.getPhase().name()))
        .build();
  }

  Set<String> phases() {
    return phases;
  }

  private void announced(String id) {
    taskId = id;
    cancelOn("task", true);
  }

  private void sawPhase(String phase) {
    if (phases.add(phase)) {
      cancelOn("phase", phase.equals("PHASE_" + request.part("cancel").text("phase").orElse("")));
    }
  }

  /** An element of a result was read; whether to go on. */
  boolean item(ResultPlace place) {
    resumeToken = place.resumeToken();
    return item();
  }

  /** An item was read; whether to go on. */
  boolean item() {
    int count = items.incrementAndGet();
    cancelOn("item", request.part("cancel").number("count").orElse(0L) == count);
    return request.number("abandon_after").orElse(Long.MAX_VALUE) > count;
  }

  /** Rests before an item after the first, as a slow reader does. */
  void rest() throws InterruptedException {
    if (items.get() > 0) {
      TimeUnit.MILLISECONDS.sleep(request.number("pause_ms").orElse(0L));
    }
  }

  /** Says how to cancel; for styles that know only once the call began. */
  void cancelledBy(Runnable how) {
    canceller.complete(how);
  }

  void cancel() {
    var unused = canceller.thenAccept(Runnable::run);
  }

  private void cancelOn(String event, boolean here) {
    if (here && request.part("cancel").text("on").filter(event::equals).isPresent()) {
      cancel();
    }
  }
}
