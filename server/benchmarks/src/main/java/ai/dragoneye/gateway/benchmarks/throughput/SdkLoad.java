package ai.dragoneye.gateway.benchmarks.throughput;

import ai.dragoneye.gateway.benchmarks.harness.Latencies;
import ai.dragoneye.gateway.benchmarks.harness.Metric;
import ai.dragoneye.gateway.benchmarks.rig.PythonSdk;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The same by the SDK, without a gateway: it stands for the caller and the gateway. */
record SdkLoad(PythonSdk sdk, Upstream upstream) {
  private static final int TASKS_EACH = 3;
  private static final int LEAST_TASKS = 8;

  Map<Metric, Double> run(int callers) throws IOException, InterruptedException {
    int tasks = Math.max(LEAST_TASKS, TASKS_EACH * callers);
    long begun = System.nanoTime();
    List<JsonNode> answers = sdk.predict(upstream.url(), ImageLoad.IMAGE_BYTES, callers, tasks);
    double seconds = (System.nanoTime() - begun) / 1e9;
    Latencies latencies = new Latencies();
    answers.stream()
        .filter(answer -> answer.has("ms"))
        .forEach(answer -> latencies.add(answer.get("ms").asDouble()));
    return ImageLoad.figures(latencies, seconds, answers.getLast().path("cpu_seconds").asDouble());
  }
}
