package ai.dragoneye.gateway.benchmarks;

import ai.dragoneye.gateway.benchmarks.curve.CurveBench;
import ai.dragoneye.gateway.benchmarks.decode.DecodeBench;
import ai.dragoneye.gateway.benchmarks.decode.DecoderLoops;
import ai.dragoneye.gateway.benchmarks.fanout.FanoutBench;
import ai.dragoneye.gateway.benchmarks.harness.Bench;
import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.GeneratedBlock;
import ai.dragoneye.gateway.benchmarks.harness.Report;
import ai.dragoneye.gateway.benchmarks.harness.ReportJson;
import ai.dragoneye.gateway.benchmarks.harness.ReportTable;
import ai.dragoneye.gateway.benchmarks.latency.LatencyBench;
import ai.dragoneye.gateway.benchmarks.overload.OverloadBench;
import ai.dragoneye.gateway.benchmarks.relay.RelayBench;
import ai.dragoneye.gateway.benchmarks.results.ResultsBench;
import ai.dragoneye.gateway.benchmarks.startup.StartupBench;
import ai.dragoneye.gateway.benchmarks.throughput.ThroughputBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benchmarks. Exit codes: 0 done, 1 failed, 2 wrong usage; a missed target is no failure. */
@Command(
    name = "gateway bench",
    description = {
      "Runs benchmarks, all of them where none is named; each prints a table and writes",
      "server/benchmarks/target/bench/NAME.json."
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final List<Bench> BENCHES =
      List.of(
          new DecodeBench(),
          new OverloadBench(),
          new RelayBench(),
          new LatencyBench(),
          new ThroughputBench(),
          new StartupBench(),
          new FanoutBench(),
          new ResultsBench(),
          new CurveBench());

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "What to run.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "Only lists the benchmarks.")
  private boolean list;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "How often to measure each subject; slow ones are measured less often (default:"
              + " ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--quick",
      description = "The smallest case only, without the peers that need another runtime.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "SUBJECT",
      split = ",",
      description = "Measures only these subjects, for example floor,ours,duckdb.")
  private Set<String> only = new LinkedHashSet<>();

  @Option(names = "--jmh", description = "Runs the inner loops of the decoder under JMH instead.")
  private boolean jmh;

  @Option(
      names = "--markdown",
      description = "Also writes the tables into the README of the benchmarks.")
  private boolean markdown;

  @Option(
      names = "--output",
      paramLabel = "DIRECTORY",
      description = "Where to write the JSON instead.")
  private @Nullable Path output;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLineOf(new BenchCommand()).execute(arguments));
  }

  static CommandLine commandLineOf(BenchCommand bench) {
    return new CommandLine(bench)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println("gateway bench: " + failure);
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    if (jmh) {
      new Runner(new OptionsBuilder().include(DecoderLoops.class.getName()).build()).run();
      return CommandLine.ExitCode.OK;
    }
    if (rounds < 1) {
      throw new ParameterException(commandLine(), "--rounds has to be at least 1");
    }
    int code = CommandLine.ExitCode.OK;
    for (Bench bench : chosen()) {
      if (list) {
        out().printf("%s: %s%n", bench.name(), bench.description());
      } else if (!ran(bench)) {
        code = CommandLine.ExitCode.SOFTWARE;
      }
    }
    return code;
  }

  /** One that fails does not keep the others from running. */
  private boolean ran(Bench bench) throws InterruptedException {
    try {
      run(bench);
      return true;
    } catch (IOException | RuntimeException e) {
      commandLine().getErr().println("gateway bench: %s: %s".formatted(bench.name(), e));
      return false;
    }
  }

  private List<Bench> chosen() {
    for (String name : names) {
      if (BENCHES.stream().noneMatch(bench -> bench.name().equals(name))) {
        throw new ParameterException(
            commandLine(),
            "there is no benchmark %s, only %s"
                .formatted(name, String.join(", ", BENCHES.stream().map(Bench::name).toList())));
      }
    }
    return BENCHES.stream()
        .filter(bench -> names.isEmpty() || names.contains(bench.name()))
        .toList();
  }

  private void run(Bench bench) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("benchmarks.home", "."));
    Path target = home.resolve("target").resolve("bench");
    Report report =
        bench.run(
            new BenchSettings(
                rounds, quick, only, home, target.resolve("work"), this::showProgress));
    Path json = ReportJson.write(report, output == null ? target : output);
    ReportTable table = new ReportTable(report);
    out().printf("%n%s: %s%n%n%s%n%s%n", bench.name(), bench.description(), table.text(), json);
    if (markdown) {
      GeneratedBlock.replace(home.resolve("README.md"), bench.name(), table.markdown());
    }
  }

  private void showProgress(String line) {
    commandLine().getErr().println(line);
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
