package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Sends an archive as it is, unread. */
final class RawArchive {
  static final int CHUNK_BYTES = 256 << 10;

  private RawArchive() {}

  static void send(ArchiveLease archive, TaskName task, Outlet<DownloadResultsResponse> outlet)
      throws InterruptedException {
    ByteSource bytes = archive.results().bytes();
    outlet.awaitReady();
    outlet.send(DownloadResultsResponse.newBuilder().setHeader(header(archive, task)).build());
    for (long position = 0; position < bytes.size(); position += CHUNK_BYTES) {
      outlet.awaitReady();
      outlet.send(DownloadResultsResponse.newBuilder().setChunk(chunk(bytes, position)).build());
    }
    outlet.awaitReady();
    outlet.send(
        DownloadResultsResponse.newBuilder()
            .setCompletion(
                DownloadCompletion.newBuilder()
                    .setSizeBytes(bytes.size())
                    .setCrc32C(archive.results().crc32c()))
            .build());
  }

  private static DownloadHeader header(ArchiveLease archive, TaskName task) {
    ReceivedResults results = archive.results();
    DownloadHeader.Builder header =
        DownloadHeader.newBuilder()
            .setTaskId(task.id())
            .setPredictionTaskUuid(task.uuid())
            .setSizeBytes(results.bytes().size());
    String fileName = results.headers().originalFileName();
    if (fileName != null) {
      header.setOriginalFileName(fileName);
    }
    String framesPerSecond = results.headers().framesPerSecond();
    if (archive.family() != MediaFamily.IMAGE && framesPerSecond != null) {
      setFramesPerSecond(header, framesPerSecond);
    }
    return header.build();
  }

  /** A header that is no number is left out: the bytes are worth having all the same. */
  private static void setFramesPerSecond(DownloadHeader.Builder header, String framesPerSecond) {
    try {
      header.setFramesPerSecond(Integer.parseInt(framesPerSecond.strip()));
    } catch (NumberFormatException _) {
      header.clearFramesPerSecond();
    }
  }

  private static ByteString chunk(ByteSource bytes, long position) {
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, bytes.size() - position)];
    try {
      bytes.read(position, ByteBuffer.wrap(chunk));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the stored result", e);
    }
    return UnsafeByteOperations.unsafeWrap(chunk);
  }
}
