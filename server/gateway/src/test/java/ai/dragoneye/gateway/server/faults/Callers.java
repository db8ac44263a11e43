package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.Gateway;
import ai.dragoneye.gateway.server.ImageCall;
import ai.dragoneye.gateway.server.Pictures;

/** The kinds of calls. */
final class Callers {
  private static final byte[] JPEG = Pictures.jpeg();

  private Callers() {}

  static Ending predictImage(Gateway gateway, Media media) {
    byte[] bytes = media.fill(JPEG);
    ImageCall call =
        gateway.predictImage().config(media.declare(ImageCall.jpeg(), bytes)).media(bytes);
    return call.succeeded() ? Ending.ok() : Ending.of(call.failure());
  }
}
