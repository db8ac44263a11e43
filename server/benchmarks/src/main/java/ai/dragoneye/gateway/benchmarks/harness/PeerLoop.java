package ai.dragoneye.gateway.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The other end of a {@link Peer} that is written in Java. */
public final class PeerLoop {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PeerLoop() {}

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    /** Fills {@code answer}. What it throws is answered as an error. */
    void handle(JsonNode request, ObjectNode answer) throws IOException;
  }

  /** Answers the requests on standard input until its end. Standard output is the answers' only. */
  public static void run(Handler handler) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(handler, line));
      out.flush();
    }
  }

  private static ObjectNode answer(Handler handler, String line) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      handler.handle(JSON.readTree(line), answer);
      return answer;
    } catch (IOException | RuntimeException e) {
      return JSON.createObjectNode().put("error", e.toString());
    }
  }
}
