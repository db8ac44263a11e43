package ai.dragoneye.gateway.simulator.control;

import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.FaultBuilder;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads faults from JSON: one object or an array of them, every property named as below. */
final class FaultJson {
  private FaultJson() {}

  /**
   * The faults described.
   *
   * @throws RuntimeException when a property is unknown or its value is not what it should be
   */
  static List<Fault> read(JsonNode node) {
    List<Fault> faults = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> faults.add(fault(each)));
    } else {
      faults.add(fault(node));
    }
    return faults;
  }

  private static Fault fault(JsonNode node) {
    if (!node.isObject() || !node.has("step")) {
      throw new IllegalArgumentException("a fault is an object with a property 'step'");
    }
    Step step = Step.valueOf(node.get("step").stringValue().toUpperCase(Locale.ROOT));
    FaultBuilder fault = Fault.at(step);
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      apply(fault, property.getKey(), property.getValue());
    }
    return fault.build();
  }

  private static void apply(FaultBuilder fault, String name, JsonNode value) {
    switch (name) {
      case "step" -> {}
      case "after" -> fault.after(value.intValue());
      case "times" -> times(fault, value.intValue());
      case "status" -> fault.status(value.intValue());
      case "body" -> fault.body(value.stringValue());
      case "headers" ->
          value.properties().forEach(h -> fault.header(h.getKey(), h.getValue().stringValue()));
      case "delay_ms" -> fault.delay(Duration.ofMillis(value.longValue()));
      case "bytes_per_second" -> fault.bytesPerSecond(value.longValue());
      case "stall_after" -> fault.stallAfter(value.longValue());
      case "truncate_after" -> fault.truncateAfter(value.longValue());
      case "without_headers" -> value.forEach(h -> fault.withoutHeader(h.stringValue()));
      case "reset" -> reset(fault, value.stringValue());
      case "early" -> when(value, fault::early);
      case "carried_out" -> when(value, fault::carriedOut);
      default -> throw new IllegalArgumentException("a fault has no property '" + name + "'");
    }
  }

  private static void times(FaultBuilder fault, int times) {
    if (times == 0) {
      fault.always();
    } else {
      fault.times(times);
    }
  }

  private static void reset(FaultBuilder fault, String when) {
    switch (when) {
      case "before_read" -> fault.resetBeforeRead();
      case "after_read" -> fault.resetAfterRead();
      default -> throw new IllegalArgumentException("'reset' is 'before_read' or 'after_read'");
    }
  }

  private static void when(JsonNode value, Runnable effect) {
    if (value.booleanValue()) {
      effect.run();
    }
  }
}
