package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.harness.Peer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who decodes: a process that is asked to. */
record Subject(String name, Peer peer) {
  static final Metric TOTAL = new Metric("total_ms", "ms");
  private static final List<Metric> METRICS =
      List.of(
          TOTAL,
          new Metric("cpu_ms", "ms"),
          new Metric("first_object_ms", "ms"),
          new Metric("allocated_mb", "MB"));

  /** What it finds in a result; empty where it does not look. */
  Optional<Contents> check(ResultFiles files) throws IOException, InterruptedException {
    JsonNode answer = peer.ask(request("check", files));
    return answer.isEmpty() ? Optional.empty() : Optional.of(Contents.of(answer));
  }

  /** Decodes a result {@code repeats} times; the values are means over them. */
  Map<Metric, Double> measure(ResultFiles files, int repeats)
      throws IOException, InterruptedException {
    JsonNode answer = peer.ask(request("measure", files).put("repeats", repeats));
    Map<Metric, Double> measured = new LinkedHashMap<>();
    for (Metric metric : METRICS) {
      if (answer.has(metric.name())) {
        measured.put(metric, answer.get(metric.name()).asDouble());
      }
    }
    return measured;
  }

  private static ObjectNode request(String operation, ResultFiles files) {
    return Peer.request()
        .put("op", operation)
        .put("archive", files.archive().toAbsolutePath().toString())
        .put("predictions", files.predictions().toAbsolutePath().toString());
  }
}
