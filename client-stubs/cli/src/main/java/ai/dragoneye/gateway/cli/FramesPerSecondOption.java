package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.PredictOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How densely a video is looked at. */
final class FramesPerSecondOption {
  @Option(
      names = {"--fps", "--frames-per-second"},
      paramLabel = "N",
      description = "Frames to sample per second of video (default: the service's).")
  private @Nullable Integer framesPerSecond;

  void addTo(PredictOptions.Builder options) {
    if (framesPerSecond != null) {
      try {
        options.framesPerSecond(framesPerSecond);
      } catch (IllegalArgumentException refused) {
        throw new UsageException(String.valueOf(refused.getMessage()));
      }
    }
  }
}
