package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.cli.view.PredictionTable;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.v1.ImagePrediction;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dragoneye predict-image}. */
@Command(name = "predict-image", description = "Predicts an image and shows what was found.")
final class PredictImageCommand implements Callable<Integer> {
  private final Environment environment;
  @Mixin private MediumOptions medium = new MediumOptions();
  @Mixin private PredictionOptions prediction = new PredictionOptions();
  @Mixin private AnnotationOptions annotation = new AnnotationOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  PredictImageCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    MediaArgument media = medium.argument(prediction);
    Optional<TargetFile> picture = annotation.target(media);
    Image image = medium.image(prediction, environment.in());
    ImagePrediction found;
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment)) {
      PredictOptions options =
          new Watching(progress, media.size()).image(prediction.begin(connection)).build();
      found = dragoneye.predictImage(image, prediction.model(), options);
    }
    show(found);
    if (picture.isPresent()) {
      AnnotationOptions.draw(media, found, picture.get());
    }
    return ExitCode.OK.code();
  }

  private void show(ImagePrediction found) throws IOException {
    Output out = new Output(environment);
    if (output.asJson()) {
      out.line(JsonLine.of("prediction", found));
    } else {
      out.lines(new PredictionTable().lines(Numbered.all(found.getObjectsList())));
    }
  }
}
