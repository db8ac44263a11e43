package ai.dragoneye.gateway.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What step 1, {@code POST /prediction-task/begin}, is told.
 *
 * @param mimeType MIME type of the media
 * @param fileName the caller's name for the media, or null
 * @param framesPerSecond frames to sample per second of video, or null for the service's default
 * @param parameters further form fields, sent as they are
 */
public record BeginRequest(
    String mimeType,
    @Nullable String fileName,
    @Nullable Integer framesPerSecond,
    Map<String, String> parameters) {
  public BeginRequest {
    parameters = Map.copyOf(parameters);
  }
}
