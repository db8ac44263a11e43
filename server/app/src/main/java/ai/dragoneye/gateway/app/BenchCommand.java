package ai.dragoneye.gateway.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Stands in for the benchmarks, which are a module beside this one and no part of the product: the
 * launcher of a source tree starts them without coming here.
 */
@Command(
    name = "bench",
    description = "Runs the benchmarks; only in a source tree, with its launcher: ./gateway bench.")
final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Unmatched private List<String> ignored = new ArrayList<>();

  @Override
  public Integer call() {
    Objects.requireNonNull(spec)
        .commandLine()
        .getErr()
        .println(
            "gateway: the benchmarks are not in this package: run ./gateway bench in a source tree");
    return ExitCode.USAGE;
  }
}
