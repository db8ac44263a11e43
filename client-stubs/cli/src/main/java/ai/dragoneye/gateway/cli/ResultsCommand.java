package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResultOptions;
import ai.dragoneye.gateway.v1.PredictionType;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dragoneye results}. */
@Command(
    name = "results",
    description = "Shows the objects of a task that succeeded, of an image or a video.")
final class ResultsCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private TaskArgument task = new TaskArgument();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  ResultsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec given = Objects.requireNonNull(spec);
    ResultOptions options = reading.options(connection);
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      progress.doing("reading");
      PredictionType type = connection.status(dragoneye, task.id()).getPredictionType();
      Output out = new Output(environment);
      if (type == PredictionType.PREDICTION_TYPE_VIDEO) {
        new ResultPrinter<>(output.videoView(out), "results", given)
            .print(dragoneye.results().streamVideo(task.id(), options), task.id(), progress);
      } else {
        new ResultPrinter<>(output.imageView(out), "results", given)
            .print(dragoneye.results().streamImage(task.id(), options), task.id(), progress);
      }
      return ExitCode.OK.code();
    }
  }
}
