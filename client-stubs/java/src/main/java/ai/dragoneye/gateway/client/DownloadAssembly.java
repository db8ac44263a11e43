package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive, which begins again where its stream broke, if it may. */
final class DownloadAssembly implements Assembly<DownloadResultsResponse, ArchiveChunk> {
  private volatile DownloadHeader header = DownloadHeader.getDefaultInstance();
  private volatile @Nullable DownloadCompletion completion;
  private int restarts;
  private long offset;

  /**
   * @param restarts how often it may begin again after bytes have come
   */
  DownloadAssembly(int restarts) {
    this.restarts = restarts;
  }

  @Override
  public @Nullable ArchiveChunk accept(DownloadResultsResponse response) {
    switch (response.getEventCase()) {
      case HEADER -> header = response.getHeader();
      case COMPLETION -> completion = response.getCompletion();
      case CHUNK, EVENT_NOT_SET -> {}
    }
    return response.hasChunk() ? next(response.getChunk()) : null;
  }

  private ArchiveChunk next(ByteString bytes) {
    ArchiveChunk chunk = new ArchiveChunk(offset, bytes);
    offset = chunk.end();
    return chunk;
  }

  DownloadHeader header() {
    return header;
  }

  @Nullable DownloadCompletion completion() {
    return completion;
  }

  @Override
  public boolean isComplete() {
    return completion != null;
  }

  @Override
  public boolean rewind() {
    if (offset == 0) {
      return true;
    }
    offset = 0;
    return restarts-- > 0;
  }

  @Override
  public long sizeOf(ArchiveChunk chunk) {
    return chunk.bytes().size();
  }
}
