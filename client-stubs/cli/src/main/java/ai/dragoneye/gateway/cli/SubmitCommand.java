package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Media;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.v1.Task;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dragoneye submit}. */
@Command(
    name = "submit",
    description = {
      "Starts the prediction of an image or a video and shows the task once it was accepted.",
      "Follow it with watch, then read it with results, frames or download."
    })
final class SubmitCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private MediumOptions medium = new MediumOptions();
  @Mixin private PredictionOptions prediction = new PredictionOptions();
  @Mixin private FramesPerSecondOption framesPerSecond = new FramesPerSecondOption();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  SubmitCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Media media = medium.either(prediction, environment.in());
    Task task;
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      PredictOptions.Builder options = prediction.begin(connection);
      framesPerSecond.addTo(options);
      Watching watching = new Watching(progress, medium.argument(prediction).size());
      task = dragoneye.submit(media, prediction.model(), watching.image(options).build());
    }
    new TaskLines(new Output(environment), output.asJson()).show(task);
    return ExitCode.OK.code();
  }
}
