package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.BatchImage;
import ai.dragoneye.gateway.client.BatchResult;
import ai.dragoneye.gateway.client.BatchStream;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.PredictOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dragoneye predict-images}. */
@Command(
    name = "predict-images",
    description = {
      "Predicts many images and shows each result as it comes, in any order.",
      "One that fails does not end the batch; the command then exits with 11."
    })
final class PredictImagesCommand implements Callable<Integer> {
  private static final int SHOWN_NAMES = 20;

  private final Environment environment;
  @Mixin private BatchFiles files = new BatchFiles();
  @Mixin private PredictionOptions prediction = new PredictionOptions();
  @Mixin private BatchPictures pictures = new BatchPictures();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  PredictImagesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> images = files.list();
    Batch batch =
        new Batch(
            images,
            pictures.targets(images),
            new BatchView(new Output(environment), output.asJson()),
            environment.err());
    try (Dragoneye dragoneye = connection.connect(environment);
        Progress progress = new Progress(environment);
        BatchStream results =
            dragoneye.predictImages(
                entries(images), prediction.model(), options(images, progress))) {
      return read(batch, results, progress).code();
    }
  }

  private ExitCode read(Batch batch, BatchStream results, Progress progress) throws IOException {
    try {
      for (BatchResult result : results) {
        batch.take(result, progress);
      }
      return batch.outcome();
    } catch (DragoneyeException failure) {
      Set<String> unanswered = results.unanswered();
      if (unanswered.isEmpty()) {
        throw failure;
      }
      throw new AdvisedException(failure, "may have been predicted: " + names(batch, unanswered));
    }
  }

  private static String names(Batch batch, Set<String> ids) {
    String names =
        ids.stream()
            .limit(SHOWN_NAMES)
            .map(id -> batch.file(id).toString())
            .sorted()
            .collect(Collectors.joining(", "));
    return ids.size() > SHOWN_NAMES
        ? names + " and " + (ids.size() - SHOWN_NAMES) + " more"
        : names;
  }

  /** Images are named by their number: a path may be too long for the gateway, or occur twice. */
  private List<BatchImage> entries(List<Path> images) {
    return IntStream.range(0, images.size())
        .mapToObj(number -> entry(number, images.get(number)))
        .toList();
  }

  private BatchImage entry(int number, Path file) {
    return new BatchImage(
        Integer.toString(number), () -> prediction.media(file.toString()).image(environment.in()));
  }

  private PredictOptions options(List<Path> images, Progress progress) {
    long total = images.stream().mapToLong(file -> file.toFile().length()).sum();
    return prediction
        .begin(connection)
        .onSent(bytes -> progress.sent(bytes, OptionalLong.of(total)))
        .build();
  }
}
