package ai.dragoneye.gateway.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as the JSON that all benchmarks write. */
public final class ReportJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportJson() {}

  /** Writes {@code NAME.json} into a directory, which is made where it is missing. */
  public static Path write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(report.bench() + ".json");
    return Files.writeString(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(report)) + "\n");
  }

  static ObjectNode tree(Report report) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("bench", report.bench());
    machine(report.machine(), tree.putObject("machine"));
    ArrayNode rows = tree.putArray("rows");
    report.rows().forEach(row -> row(row, rows.addObject()));
    return tree;
  }

  private static void machine(Machine machine, ObjectNode tree) {
    tree.put("cpu", machine.cpu());
    tree.put("cores", machine.cores());
    tree.put("memory_mb", machine.memoryMb());
    tree.put("os", machine.os());
    tree.put("jdk", machine.jdk());
    tree.put("date", machine.date());
    machine.versions().forEach(tree.putObject("versions")::put);
  }

  private static void row(Row row, ObjectNode tree) {
    tree.put("case", row.caseName());
    tree.put("subject", row.subject());
    tree.put("metric", row.metric().name());
    tree.put("unit", row.metric().unit());
    tree.put("median", row.spread().median());
    tree.put("min", row.spread().min());
    tree.put("max", row.spread().max());
    tree.put("baseline", row.baseline());
    tree.put("ratio", row.ratio());
  }
}
