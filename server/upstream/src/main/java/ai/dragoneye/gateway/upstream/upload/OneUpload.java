package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UploadProgress;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/** The sending side of one attempt. Thread-safe. */
final class OneUpload {
  private final MediaContent media;
  private final UploadProgress progress;
  private volatile @Nullable BodyWriter writer;
  private volatile boolean whole;

  OneUpload(MediaContent media, UploadProgress progress) {
    this.media = media;
    this.progress = progress;
  }

  /** Writes the body once subscribed to. */
  Mono<Void> write(Connection connection, MultipartForm form, Duration stallLimit) {
    Channel channel = connection.channel();
    return Mono.<Void>create(
            sink -> {
              BodyWriter started =
                  new BodyWriter(channel, form, new MediaCheck(media), progress, sink);
              writer = started;
              sink.onDispose(started::stop);
              connection.addHandlerLast(
                  StallWatch.NAME, new StallWatch(stallLimit, started::stalled));
              started.start(media);
            })
        .doOnSuccess(done -> whole = true);
  }

  /**
   * The answer is here: what has not been sent is not wanted.
   *
   * @return the event loop of the connection
   */
  EventLoop answered() {
    BodyWriter current = Objects.requireNonNull(writer, "an answer follows a request");
    current.stop();
    return current.loop();
  }

  long sizeBytes() {
    return media.sizeBytes();
  }

  /** Whether the whole body has been sent. */
  boolean whole() {
    return whole;
  }

  /** Whether another attempt would find the media where this one did. */
  boolean repeatable() {
    return media.repeatable() || writer == null;
  }
}
