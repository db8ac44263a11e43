package ai.dragoneye.gateway.simulator.control;

import ai.dragoneye.gateway.simulator.api.ApiState;
import ai.dragoneye.gateway.simulator.archive.ResultsArchive;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.http.BodyReader;
import ai.dragoneye.gateway.simulator.http.CollectingReader;
import ai.dragoneye.gateway.simulator.http.Exchange;
import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.RequestRouter;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control port: {@code GET, POST, DELETE /faults}, {@code PUT /script}, {@code GET, DELETE
 * /requests}, {@code PUT, DELETE /results}. Bodies are JSON, but for archives.
 */
public final class ControlRouter implements RequestRouter {
  private static final int MAX_BYTES = 1 << 20;

  private final ApiState state;

  /** Controls a simulator through its state. */
  public ControlRouter(ApiState state) {
    this.state = state;
  }

  @Override
  public BodyReader open(Exchange exchange) {
    return new CollectingReader(
        exchange, MAX_BYTES, body -> exchange.complete(() -> answer(exchange, body)));
  }

  private Reply answer(Exchange exchange, byte[] body) {
    return switch (exchange.head().method() + " " + exchange.head().path()) {
      case "GET /faults" -> Reply.json(200, state.faults().pending());
      case "POST /faults" -> fromJson(body, this::addFaults);
      case "DELETE /faults" -> clearFaults();
      case "PUT /script" -> fromJson(body, this::script);
      case "PUT /results" -> serve(task -> Optional.of(new ResultsArchive.InMemory(body)));
      case "DELETE /results" -> serve(ResultsSource.NONE);
      case "GET /requests" -> Reply.json(200, requests());
      case "DELETE /requests" -> clearRequests();
      default -> Reply.detail(404, "not found");
    };
  }

  private static Reply fromJson(byte[] body, Function<JsonNode, Reply> use) {
    try {
      return use.apply(JsonMapper.shared().readTree(body));
    } catch (JacksonException | IllegalArgumentException notUnderstood) {
      return Reply.detail(400, String.valueOf(notUnderstood.getMessage()));
    }
  }

  private Reply addFaults(JsonNode described) {
    List<Fault> faults = FaultJson.read(described);
    faults.forEach(state.faults()::add);
    return Reply.json(200, Map.of("added", faults.size()));
  }

  private Reply clearFaults() {
    state.faults().clear();
    return Reply.empty(204);
  }

  private Reply clearRequests() {
    state.traffic().clear();
    return Reply.empty(204);
  }

  private Reply script(JsonNode described) {
    List<String> statuses = new ArrayList<>();
    described.path("statuses").forEach(status -> statuses.add(status.stringValue()));
    Duration time = Duration.ofMillis(described.path("inference_ms").longValue(0));
    state.script(new TaskScript(statuses, time, time));
    return Reply.empty(204);
  }

  private Reply serve(ResultsSource source) {
    state.results(source);
    return Reply.empty(204);
  }

  private Map<String, Object> requests() {
    RequestLog log = state.traffic();
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Step step : Step.values()) {
      counts.put(step.name(), log.count(step));
    }
    Map<String, Object> dump = new LinkedHashMap<>();
    dump.put("counts", counts);
    dump.put("openConnections", log.openConnections());
    dump.put("openRequests", log.openRequests());
    dump.put("tasks", log.tasks());
    dump.put("requests", log.requests());
    return dump;
  }
}
