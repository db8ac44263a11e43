package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dragoneye predict-video}. */
@Command(
    name = "predict-video",
    description = "Predicts a video and shows its objects as they come.")
final class PredictVideoCommand implements Callable<Integer> {
  private final Environment environment;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private MediumOptions medium = new MediumOptions();
  @Mixin private PredictionOptions prediction = new PredictionOptions();
  @Mixin private FramesPerSecondOption framesPerSecond = new FramesPerSecondOption();
  @Mixin private FilterOptions filter = new FilterOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  PredictVideoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec given = Objects.requireNonNull(spec);
    MediaArgument media = medium.argument(prediction);
    Video video = medium.video(prediction, environment.in());
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      PredictOptions options = options(new Watching(progress, media.size()));
      ResultPrinter<VideoHeader, VideoDetectedObject> printer =
          new ResultPrinter<>(output.videoView(new Output(environment)), "results", given);
      printer.print(
          dragoneye.streamVideoPrediction(video, prediction.model(), options), "", progress);
      return ExitCode.OK.code();
    }
  }

  private PredictOptions options(Watching watching) {
    PredictOptions.Builder options = watching.video(prediction.begin(connection));
    framesPerSecond.addTo(options);
    filter.filter().ifPresent(options::filter);
    return options.build();
  }
}
