package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.ResultOptions;
import ai.dragoneye.gateway.v1.ResultFilter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.time.Duration;
import java.util.Optional;

/** A line that was read, or an object in it. */
record Request(JsonObject json) {
  JsonElement id() {
    return json.get("id");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException("The request has no " + name));
  }

  Optional<Long> number(String name) {
    return Optional.ofNullable(json.get(name)).map(JsonElement::getAsLong);
  }

  boolean isSet(String name) {
    return json.has(name) && json.get(name).getAsBoolean();
  }

  /** The number of that name; absent where there is none, or true instead. */
  Optional<Long> stated(String name) {
    return Optional.ofNullable(json.get(name))
        .map(JsonElement::getAsJsonPrimitive)
        .filter(JsonPrimitive::isNumber)
        .map(JsonElement::getAsLong);
  }

  /** The object of that name, an empty one if it is absent. */
  Request part(String name) {
    return new Request(json.has(name) ? json.getAsJsonObject(name) : new JsonObject());
  }

  Optional<Duration> deadline() {
    return part("options").number("deadline_ms").map(Duration::ofMillis);
  }

  PredictOptions.Builder predictOptions() {
    Request options = part("options");
    PredictOptions.Builder builder = PredictOptions.builder();
    options
        .number("completion_timeout_ms")
        .map(Duration::ofMillis)
        .ifPresent(builder::completionTimeout);
    deadline().ifPresent(builder::deadline);
    options
        .number("frames_per_second")
        .ifPresent(frames -> builder.framesPerSecond(frames.intValue()));
    options.filter().ifPresent(builder::filter);
    options
        .part("parameters")
        .json()
        .asMap()
        .forEach((name, value) -> builder.parameter(name, value.getAsString()));
    return builder;
  }

  ResultOptions resultOptions() {
    ResultOptions.Builder builder = ResultOptions.builder();
    deadline().ifPresent(builder::deadline);
    part("options").filter().ifPresent(builder::filter);
    part("options").text("resume_token").ifPresent(builder::resumeToken);
    return builder.build();
  }

  private Optional<ResultFilter> filter() {
    return Optional.ofNullable(json.get("filter")).map(Request::filterOf);
  }

  private static ResultFilter filterOf(JsonElement described) {
    ResultFilter.Builder filter = ResultFilter.newBuilder();
    try {
      JsonFormat.parser().merge(described.toString(), filter);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("The filter is none", e);
    }
    return filter.build();
  }
}
