package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.DragoneyeException;
import com.google.gson.JsonObject;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a user of the client catches, in the form of an answer. */
final class Failures {
  private Failures() {}

  static JsonObject json(Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    JsonObject json = new JsonObject();
    json.addProperty("kind", kindOf(failure));
    json.addProperty("message", String.valueOf(failure.getMessage()));
    if (failure instanceof DragoneyeException dragoneye) {
      describe(json, dragoneye);
    }
    return json;
  }

  private static void describe(JsonObject json, DragoneyeException failure) {
    json.addProperty("code", failure.code().name());
    failure.reason().ifPresent(reason -> json.addProperty("reason", reason));
    failure.phase().ifPresent(phase -> json.addProperty("phase", phase));
    failure.taskId().ifPresent(id -> json.addProperty("task_id", id));
    failure
        .predictSent()
        .ifPresent(sent -> json.addProperty("predict_sent", sent.name().toLowerCase(Locale.ROOT)));
    failure.retryDelay().ifPresent(delay -> json.addProperty("retry_delay_ms", delay.toMillis()));
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wrapper && cause != null ? unwrapped(cause) : thrown;
  }

  private static String kindOf(Throwable failure) {
    if (failure instanceof CancellationException) {
      return "call_cancelled";
    }
    if (failure instanceof UncheckedIOException) {
      return "media_unreadable";
    }
    if (failure instanceof IllegalArgumentException || failure instanceof IllegalStateException) {
      return "usage";
    }
    String name = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
