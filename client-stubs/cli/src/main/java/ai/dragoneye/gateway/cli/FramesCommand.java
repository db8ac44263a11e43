package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResultOptions;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dragoneye frames}. */
@Command(
    name = "frames",
    description = "Shows the result of a video frame by frame, in order of time.")
final class FramesCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private TaskArgument task = new TaskArgument();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  FramesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec given = Objects.requireNonNull(spec);
    ResultOptions options = reading.options(connection);
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      progress.doing("reading");
      ResultPrinter<VideoHeader, VideoFrame> printer =
          new ResultPrinter<>(output.frameView(new Output(environment)), "frames", given);
      printer.print(dragoneye.results().streamFrames(task.id(), options), task.id(), progress);
      return ExitCode.OK.code();
    }
  }
}
