package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.nio.ByteBuffer;

/** The result of a video, object by object. */
record VideoObjects(ResultArchive archive, TaskName task, ObjectFilter filter)
    implements ResultSource {

  VideoObjects(ArchiveLease lease, ResultQuery query) {
    this(lease.results().archive(), query.task(), Filters.of(query.filter()));
  }

  @Override
  public StreamKind kind() {
    return StreamKind.VIDEO_OBJECTS;
  }

  @Override
  public Headers<VideoHeader> headers() {
    return VideoHeaders.of(archive, task);
  }

  @Override
  public Elements elements(long start) {
    return ObjectElements.of(
        archive.videoObjects(filter, start, PartSize.PIECE_BYTES), start, VideoObjects::part);
  }

  /** The part that carries a piece, which stays lent. */
  static WireMessage part(long index, ObjectPiece piece, String resumeToken) {
    VideoObjectPart.Builder after = VideoObjectPart.newBuilder().setLast(piece.last());
    if (piece.continuedCategory() >= 0) {
      after.setContinuedCategoryIndex(piece.continuedCategory());
    }
    if (piece.continuedAttribute() >= 0) {
      after.setContinuedAttributeIndex(piece.continuedAttribute());
    }
    if (piece.last()) {
      after.setResumeToken(resumeToken);
    }
    return WireMessage.around(
        VideoObjectPart.newBuilder().setObjectIndex(index).build(),
        VideoObjectPart.OBJECT_FIELD_NUMBER,
        ByteBuffer.wrap(piece.buffer(), piece.offset(), piece.length()),
        after.build());
  }
}
