package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.cli.view.AnnotatedPicture;
import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.cli.view.PredictionTable;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.v1.ImagePrediction;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Predicts one image, shows the answer and draws it. */
final class ImageDemo {
  private final DemoOptions options;
  private final Steps steps;
  private final PrintWriter out;

  ImageDemo(DemoOptions options, Steps steps, PrintWriter out) {
    this.options = options;
    this.steps = steps;
    this.out = out;
  }

  void run(Dragoneye dragoneye, Path source) throws IOException {
    ImagePrediction prediction = predict(dragoneye, source);
    steps.tell("predicted", Count.of(prediction.getObjectsCount(), "object"));
    steps.gap();
    show(prediction);
    options
        .annotated()
        .draw(file -> AnnotatedPicture.of(source, prediction.getObjectsList()).write(file), steps);
  }

  private ImagePrediction predict(Dragoneye dragoneye, Path source) throws IOException {
    long size = Files.size(source);
    SentShare sent = new SentShare(steps, "sent");
    PredictOptions callbacks =
        PredictOptions.builder()
            .onSent(bytes -> sent.reached(bytes, size))
            .onTask(task -> steps.tell("accepted", "task " + task + ", waiting for the prediction"))
            .build();
    steps.tell("sending", source.getFileName() + ", " + size + " bytes, to " + options.model());
    return dragoneye.predictImage(Image.fromPath(source), options.model(), callbacks);
  }

  private void show(ImagePrediction prediction) throws IOException {
    if (options.json()) {
      out.println(JsonFormat.printer().preservingProtoFieldNames().print(prediction));
    } else {
      new PredictionTable().lines(Numbered.all(prediction.getObjectsList())).forEach(out::println);
    }
    out.flush();
  }
}
