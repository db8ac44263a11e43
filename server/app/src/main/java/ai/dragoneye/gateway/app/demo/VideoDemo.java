package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.app.LocalService;
import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.cli.view.TimelinePicture;
import ai.dragoneye.gateway.cli.view.VideoTable;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.PredictOptions;
import ai.dragoneye.gateway.client.ResultStream;
import ai.dragoneye.gateway.client.Video;
import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.v1.VideoCategoryPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Predicts one video, shows its objects as a table and over time, then reads the result twice more:
 * frame by frame, and object by object across the stop of a gateway.
 */
final class VideoDemo {
  private final DemoOptions options;
  private final Steps steps;
  private final PrintWriter out;

  VideoDemo(DemoOptions options, Steps steps, PrintWriter out) {
    this.options = options;
    this.steps = steps;
    this.out = out;
  }

  /** Stops the service's gateway on the way. */
  void run(LocalService service, Dragoneye dragoneye, Path source) throws IOException {
    VideoPrediction prediction = predict(dragoneye, source);
    steps.tell(
        "predicted",
        Count.of(prediction.objects().size(), "object")
            + (options.json() ? "" : ", each below with its likeliest category"));
    steps.gap();
    show(prediction);
    options
        .timeline()
        .draw(
            file -> TimelinePicture.of(prediction.header(), prediction.objects()).write(file),
            steps);
    steps.tell("frames", FrameSummary.read(dragoneye, prediction.taskId()).text());
    new ResumedStream(service, steps).showWith(dragoneye, prediction);
  }

  private VideoPrediction predict(Dragoneye dragoneye, Path source) throws IOException {
    VideoProgress progress = new VideoProgress(steps);
    PredictOptions.Builder callbacks =
        PredictOptions.builder()
            .onProgress(progress::accept)
            .onTask(task -> steps.tell("accepted", "task " + task));
    Integer rate = options.framesPerSecond();
    if (rate != null) {
      callbacks.framesPerSecond(rate);
    }
    steps.tell(
        "sending",
        source.getFileName() + ", " + Files.size(source) + " bytes, to " + options.model());
    try (ResultStream<VideoHeader, VideoDetectedObject> stream =
        dragoneye.streamVideoPrediction(
            Video.fromPath(source), options.model(), callbacks.build())) {
      return read(stream);
    }
  }

  private VideoPrediction read(ResultStream<VideoHeader, VideoDetectedObject> stream) {
    VideoHeader header = stream.header();
    steps.tell(
        "header",
        Count.of(header.getFrameTimestampsMicrosecondsCount(), "frame")
            + ", "
            + header.getFramesPerSecond()
            + " per second");
    List<VideoDetectedObject> objects = new ArrayList<>();
    stream.forEach(objects::add);
    return new VideoPrediction(header, objects, stream.completion());
  }

  private void show(VideoPrediction prediction) throws IOException {
    if (options.json()) {
      out.println(VideoJson.of(prediction));
    } else {
      new VideoTable()
          .lines(Numbered.all(prediction.objects().stream().map(VideoDemo::inShort).toList()))
          .forEach(out::println);
    }
    out.flush();
  }

  /** With the category of the highest score alone: the table of a busy video is long. */
  private static VideoDetectedObject inShort(VideoDetectedObject object) {
    VideoDetectedObject.Builder inShort = object.toBuilder().clearCategories();
    object.getCategoriesList().stream()
        .max(Comparator.comparingDouble(VideoCategoryPrediction::getScore))
        .ifPresent(inShort::addCategories);
    return inShort.build();
  }
}
