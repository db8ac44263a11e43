package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;
import ai.dragoneye.gateway.v1.DownloadResultsResponse;
import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive. Can be begun again as long as there were none. */
final class DownloadAssembly implements Assembly<DownloadResultsResponse, ByteString> {
  private volatile DownloadHeader header = DownloadHeader.getDefaultInstance();
  private volatile @Nullable DownloadCompletion completion;
  private boolean begun;

  @Override
  public @Nullable ByteString accept(DownloadResultsResponse response) {
    switch (response.getEventCase()) {
      case HEADER -> header = response.getHeader();
      case CHUNK -> begun = true;
      case COMPLETION -> completion = response.getCompletion();
      case EVENT_NOT_SET -> {}
    }
    return response.hasChunk() ? response.getChunk() : null;
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
    return !begun;
  }

  @Override
  public long sizeOf(ByteString chunk) {
    return chunk.size();
  }
}
