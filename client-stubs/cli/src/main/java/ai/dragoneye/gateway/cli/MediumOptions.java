package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.Image;
import ai.dragoneye.gateway.client.Media;
import ai.dragoneye.gateway.client.Video;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one medium of a command. */
final class MediumOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "The media; - reads it from standard input and needs --mime-type.")
  private String file = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What results call the media (default: the file's name).")
  private @Nullable String name;

  @Option(
      names = "--checksum",
      description = "Have the gateway check the upload; reads the file once more.")
  private boolean checksum;

  MediaArgument argument(PredictionOptions prediction) {
    return prediction.media(file);
  }

  Image image(PredictionOptions prediction, InputStream in) {
    return (Image) refined(argument(prediction).image(in));
  }

  Video video(PredictionOptions prediction, InputStream in) {
    return (Video) refined(argument(prediction).video(in));
  }

  Media either(PredictionOptions prediction, InputStream in) {
    return refined(argument(prediction).either(in));
  }

  private Media refined(Media media) {
    Media named = name == null ? media : media.withName(name);
    if (!checksum) {
      return named;
    }
    try {
      return named.withChecksum();
    } catch (IllegalArgumentException readOnce) {
      throw new UsageException("--checksum reads the media twice, and this can be read only once");
    }
  }
}
