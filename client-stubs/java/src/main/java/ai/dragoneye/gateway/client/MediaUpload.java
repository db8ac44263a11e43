package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.client.MediaSource.Opened;
import com.google.protobuf.ByteString;
import java.io.IOException;

/**
 * Sends one medium into a call. It is read by the thread that sends, a chunk at a time and only
 * when the transport takes another one; the transport's own threads never read.
 */
record MediaUpload<ReqT>(
    MediaMethod<ReqT, ?> method, MediaRequest request, Outbound<ReqT> outbound) {

  /**
   * Sends it all, or until the call has ended.
   *
   * @param start starts the call, once the medium is open: an unreadable one makes no call
   */
  void send(Runnable start) throws IOException, InterruptedException {
    try (Opened media = request.media().source().open()) {
      ReqT config = method.config().apply(request.configFor(media));
      start.run();
      outbound.send(config);
      sendChunks(media);
    }
  }

  private void sendChunks(Opened media) throws IOException, InterruptedException {
    long sentBytes = 0;
    while (outbound.awaitReady()) {
      ByteString chunk = media.read(MediaRequest.CHUNK_BYTES);
      if (chunk.isEmpty()) {
        outbound.halfClose();
        return;
      }
      outbound.send(method.chunk().apply(chunk));
      sentBytes += chunk.size();
      request.options().onSent().accept(sentBytes);
    }
  }
}
