package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.ColumnTable;
import ai.dragoneye.gateway.client.DownloadedResults;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.v1.DownloadCompletion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoneye download}. */
@Command(
    name = "download",
    description = "Saves the result archive of a task, as the service made it (a ZIP of parquet).")
final class DownloadCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final Environment environment;
  @Mixin private TaskArgument task = new TaskArgument();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "PATH",
      defaultValue = "",
      description = {
        "The file to save to, or the directory for a file named after the task; - is standard output",
        "(default: the current directory)."
      })
  private String file = "";

  @Option(names = "--force", description = "Replace a file that exists already.")
  private boolean force;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  DownloadCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (file.equals(STANDARD_OUTPUT)) {
      fetch(new Output(environment));
    } else {
      TargetFile target = TargetFile.at(Path.of(file), task.id(), ".zip", force);
      DownloadedResults downloaded = target.write(this::fetch);
      show(target.path(), downloaded);
    }
    return ExitCode.OK.code();
  }

  private DownloadedResults fetch(OutputStream out) throws IOException {
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      progress.doing("downloading");
      CountedStream counted = new CountedStream(out, progress::received);
      return dragoneye.results().download(task.id(), counted, connection.deadline().orElse(null));
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  private void show(Path path, DownloadedResults downloaded) throws IOException {
    Output out = new Output(environment);
    DownloadCompletion completion = downloaded.completion();
    if (output.asJson()) {
      out.line(JsonLine.ofFile(path.toString(), "completion", completion));
      return;
    }
    List<String> row =
        List.of(
            path.toString(),
            Long.toString(completion.getSizeBytes()),
            "%08x".formatted(completion.getCrc32C()));
    out.lines(new ColumnTable(List.of("file", "bytes", "crc32c")).lines(List.of(row)));
  }
}
