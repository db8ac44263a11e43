package ai.dragoneye.gateway.app;

import ai.dragoneye.gateway.server.StartCheck;
import ai.dragoneye.gateway.server.admission.JvmMemory;
import ai.dragoneye.gateway.server.admission.MemoryPlan;
import ai.dragoneye.gateway.server.config.ConfigLoader;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.Quantities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says beforehand what {@code serve} would say, but for ports that are taken. */
@Command(
    name = "check",
    description = {
      "Checks a file together with the environment's variables, as serve would: keys, values, the API key, and whether"
          + " the files and directories that it names can be used. Listens nowhere and calls nobody.",
      "Exits with 1 and one line where something is wrong."
    },
    mixinStandardHelpOptions = true)
final class ConfigCheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "YAML file to check.")
  private @Nullable Path file;

  @Option(
      names = "--no-files",
      description =
          "Leaves out what is only there where the gateway runs: the API key, and the files and directories that the"
              + " configuration names.")
  private boolean noFiles;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "The gateway's -Xmx, for example 512MiB: checks that the budgets for memory fit into it.")
  private @Nullable Long heap;

  @Option(
      names = "--direct-memory",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "The gateway's -XX:MaxDirectMemorySize, where it is not left to be the same as the heap.")
  private @Nullable Long directMemory;

  @Override
  public Integer call() {
    Path checked = Objects.requireNonNull(file);
    GatewayConfig config = load(checked, System.getenv());
    JvmMemory memory = memory();
    if (memory == null) {
      MemoryPlan.requireRoomForACall(config);
    } else {
      MemoryPlan _ = MemoryPlan.require(config, memory);
    }
    if (!noFiles) {
      StartCheck.requireFiles(config);
    }
    command().commandLine().getOut().println(checked + " is valid" + leftOut(memory));
    return 0;
  }

  private GatewayConfig load(Path checked, Map<String, String> environment) {
    return noFiles
        ? ConfigLoader.loadWithoutKey(checked, environment)
        : ConfigLoader.load(checked, environment);
  }

  private @Nullable JvmMemory memory() {
    if (heap != null) {
      return new JvmMemory(heap, directMemory == null ? heap : directMemory);
    }
    if (directMemory != null) {
      throw new ParameterException(
          command().commandLine(), "--direct-memory needs --heap beside it");
    }
    return null;
  }

  private String leftOut(@Nullable JvmMemory memory) {
    List<String> unseen = new ArrayList<>();
    if (noFiles) {
      unseen.add("API key and files");
    }
    if (memory == null) {
      unseen.add("memory (give --heap)");
    }
    return unseen.isEmpty() ? "" : "; not checked: " + String.join(", ", unseen);
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec);
  }

  /** Sizes as the configuration has them. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return Quantities.bytes(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
