package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Answers lines of JSON with lines of JSON: {@code --style sync} or {@code --style async}. */
final class Driver {
  private final Style style;

  private Driver(Style style) {
    this.style = style;
  }

  public static void main(String... arguments) throws IOException {
    boolean async = List.of(arguments).equals(List.of("--style", "async"));
    Driver driver = new Driver(async ? new AsyncStyle() : new SyncStyle());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(driver.answer(new Request(JsonParser.parseString(line).getAsJsonObject())));
    }
  }

  private JsonObject answer(Request request) {
    JsonObject answer;
    if (request.text("way").filter(way -> !way.equals("raw_stub")).isPresent()) {
      answer = new JsonObject();
      answer.addProperty("unsupported", "way " + request.text("way").orElseThrow());
    } else {
      answer = made(request);
    }
    answer.add("id", request.id());
    return answer;
  }

  private JsonObject made(Request request) {
    Set<Thread> before = clientThreads();
    JsonObject answer;
    try (Dragoneye client = client(request)) {
      answer = repeated(request, client);
    } catch (IllegalArgumentException | IllegalStateException refused) {
      answer = new JsonObject();
      answer.add("error", Failures.json(refused));
    }
    int left = leftOver(before);
    if (left > 0) {
      notes(answer).addProperty("left_over", left);
    }
    return answer;
  }

  private static Dragoneye client(Request request) {
    DragoneyeBuilder builder = Dragoneye.builder().address(request.required("gateway"));
    request.text("token").ifPresent(builder::token);
    request.text("api_key").ifPresent(builder::apiKey);
    return builder.build();
  }

  /** Makes the call as often as asked at the same time; all outcomes have to be equal. */
  private JsonObject repeated(Request request, Dragoneye client) {
    int times = (int) request.number("repeat").orElse(1L).longValue();
    List<CompletableFuture<JsonObject>> all =
        Stream.generate(() -> new Call(request, client, style).begin()).limit(times).toList();
    List<JsonObject> outcomes = all.stream().map(CompletableFuture::join).toList();
    Set<JsonElement> different = new HashSet<>();
    for (JsonObject outcome : outcomes) {
      different.add(outcome.has("value") ? outcome.get("value") : outcome.get("error"));
    }
    if (different.size() == 1) {
      return outcomes.get(0);
    }
    JsonObject unequal = new JsonObject();
    unequal.addProperty("unsupported", "outcomes that differ: " + different);
    return unequal;
  }

  static JsonObject notes(JsonObject answer) {
    if (!answer.has("notes")) {
      answer.add("notes", new JsonObject());
    }
    return answer.getAsJsonObject("notes");
  }

  private static int leftOver(Set<Thread> before) {
    long ends = System.nanoTime() + 2_000_000_000L;
    Set<Thread> left = clientThreads();
    left.removeAll(before);
    while (!left.isEmpty() && System.nanoTime() < ends) {
      left.removeIf(thread -> !thread.isAlive());
      Thread.onSpinWait();
    }
    return left.size();
  }

  private static Set<Thread> clientThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("dragoneye-"));
    return threads;
  }
}
