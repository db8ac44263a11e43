package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.FrameTable;
import ai.dragoneye.gateway.cli.view.PredictionTable;
import ai.dragoneye.gateway.cli.view.VideoTable;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoFrame;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How results look. */
final class OutputOptions {
  /** A way to write results. */
  enum Format {
    TABLE,
    JSONL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "Short for --output jsonl.")
  private boolean json;

  boolean asJson() {
    return json || format == Format.JSONL;
  }

  ResultView<VideoHeader, VideoDetectedObject> videoView(Output out) {
    return asJson()
        ? new JsonResultView<>(out, "object")
        : new TableResultView<>(out, new VideoTable()::lines);
  }

  ResultView<ImageHeader, ImageDetectedObject> imageView(Output out) {
    return asJson()
        ? new JsonResultView<>(out, "object")
        : new TableResultView<>(out, new PredictionTable()::lines);
  }

  ResultView<VideoHeader, VideoFrame> frameView(Output out) {
    return asJson()
        ? new JsonResultView<>(out, "frame")
        : new TableResultView<>(out, new FrameTable()::lines);
  }
}
