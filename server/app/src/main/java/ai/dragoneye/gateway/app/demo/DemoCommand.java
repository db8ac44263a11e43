package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.app.LocalService;
import ai.dragoneye.gateway.cli.view.AnnotatedPicture;
import ai.dragoneye.gateway.cli.view.PredictionTable;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts one image through a gateway of its own and shows what came back. */
@Command(
    name = "demo",
    description = {
      "Starts a gateway on a free loopback port, predicts one image through it and shows the result.",
      "Progress goes to standard error, the result to standard output."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final String BUNDLED_PHOTO = "street.jpg";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--image",
      paramLabel = "PATH",
      description = "The image to predict (default: a bundled picture).")
  private @Nullable Path image;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "recognize_anything/demo",
      description = "The model to run (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = {
        "Base URL of the Dragoneye API, with the key in DRAGONEYE_API_KEY",
        "(default: an embedded simulator)."
      })
  private @Nullable URI upstream;

  @Option(
      names = "--output",
      paramLabel = "PATH",
      description =
          "Where the annotated picture goes (default: the directory for temporary files).")
  private @Nullable Path output;

  @Option(names = "--json", description = "Print the prediction as JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DemoProgress progress = new DemoProgress(err());
    Path scratch = Files.createTempDirectory("dragoneye-demo");
    Path bundled = scratch.resolve(BUNDLED_PHOTO);
    try (LocalService service = LocalService.start(upstream);
        Dragoneye dragoneye = Dragoneye.connect(service.address())) {
      progress.serving(service);
      Path source = image == null ? unpack(bundled) : image;
      ImagePrediction prediction = predict(dragoneye, source, progress);
      show(prediction);
      annotate(source, prediction);
      return 0;
    } finally {
      Files.deleteIfExists(bundled);
      Files.delete(scratch);
    }
  }

  private ImagePrediction predict(Dragoneye dragoneye, Path source, DemoProgress progress)
      throws IOException {
    progress.sending(source, Files.size(source), model);
    PredictOptions options =
        PredictOptions.builder().onSent(progress::sent).onTask(progress::accepted).build();
    ImagePrediction prediction = dragoneye.predictImage(Image.fromPath(source), model, options);
    progress.predicted(prediction.getObjectsCount());
    return prediction;
  }

  private void show(ImagePrediction prediction) throws InvalidProtocolBufferException {
    PrintWriter out = out();
    if (json) {
      out.println(JsonFormat.printer().preservingProtoFieldNames().print(prediction));
    } else {
      new PredictionTable().lines(prediction.getObjectsList()).forEach(out::println);
    }
    out.flush();
  }

  /**
   * The prediction is shown by now: a picture that cannot be drawn on costs no more than the
   * drawing.
   */
  private void annotate(Path source, ImagePrediction prediction) {
    Path target =
        output == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "dragoneye-demo-annotated.png")
            : output;
    try {
      AnnotatedPicture.of(source, prediction.getObjectsList()).write(target);
      err().println("annotated  " + target.toAbsolutePath());
    } catch (IOException failure) {
      err().println("annotated  nothing: " + failure.getMessage());
    }
    err().flush();
  }

  private static Path unpack(Path target) throws IOException {
    try (InputStream photo = DemoCommand.class.getResourceAsStream(BUNDLED_PHOTO)) {
      Files.copy(Objects.requireNonNull(photo), target, StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
