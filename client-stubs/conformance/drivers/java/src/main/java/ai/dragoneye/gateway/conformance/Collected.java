package ai.dragoneye.gateway.conformance;

import ai.dragoneye.gateway.client.ResultPlace;
import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.MessageOrBuilder;

/** A stream of results as it was read. */
final class Collected {
  private final String elements;
  private final JsonObject json = new JsonObject();
  private final JsonArray items = new JsonArray();
  private final JsonArray indices = new JsonArray();

  /**
   * @param elements what they are called: objects, frames
   */
  Collected(String elements) {
    this.elements = elements;
  }

  static JsonElement whole(VideoPrediction prediction) {
    Collected collected = new Collected("objects");
    collected.header(prediction.header());
    prediction.objects().forEach(object -> collected.items.add(Json.of(object)));
    collected.json.add(collected.elements, collected.items);
    return collected.json;
  }

  void header(MessageOrBuilder header) {
    json.add("header", Json.of(header));
  }

  void item(MessageOrBuilder item, ResultPlace place) {
    items.add(Json.of(item));
    indices.add(place.index());
  }

  JsonElement read() {
    json.add(elements, items);
    json.add("indices", indices);
    return json;
  }

  JsonElement completed(ResultCompletion completion, Call call) {
    json.add("completion", Json.of(completion));
    JsonArray phases = new JsonArray();
    call.phases().forEach(phases::add);
    if (!phases.isEmpty()) {
      json.add("phases", phases);
    }
    return read();
  }
}
