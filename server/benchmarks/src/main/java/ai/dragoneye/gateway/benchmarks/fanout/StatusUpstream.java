package ai.dragoneye.gateway.benchmarks.fanout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * An upstream that answers nothing but statuses, and notes when: the simulator keeps no times. On
 * loopback, any free port.
 */
final class StatusUpstream implements AutoCloseable {
  private static final String PATH = "/prediction-task/status";
  private static final String PARAMETER = "predictionTaskUuid=";

  private final Map<String, WatchedTask> tasks = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  StatusUpstream(int count) throws IOException {
    IntStream.range(0, count)
        .mapToObj(WatchedTask::new)
        .forEach(task -> tasks.put(task.id(), task));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<WatchedTask> tasks() {
    return List.copyOf(tasks.values());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      WatchedTask task = tasks.get(query.substring(query.indexOf(PARAMETER) + PARAMETER.length()));
      if (task == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String status = task.poll(System.nanoTime());
      byte[] body =
          "{\"prediction_task_uuid\":\"%s\",\"prediction_type\":\"image\",\"status\":\"%s\"}"
              .formatted(task.id(), status)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      if (status.equals("predicted")) {
        task.told(System.nanoTime());
      }
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
