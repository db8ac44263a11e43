package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.results.ObjectFilter;
import ai.dragoneye.gateway.upstream.results.ObjectPiece;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import java.nio.ByteBuffer;

/** The result of an image, object by object. */
record ImageObjects(ResultArchive archive, TaskName task, ObjectFilter filter)
    implements ResultSource {

  ImageObjects(ArchiveLease lease, ResultQuery query) {
    this(lease.results().archive(), query.task(), Filters.of(query.filter()));
  }

  @Override
  public StreamKind kind() {
    return StreamKind.IMAGE_OBJECTS;
  }

  @Override
  public Headers<ImageHeader> headers() {
    ImageHeader.Builder header =
        ImageHeader.newBuilder().setTaskId(task.id()).setPredictionTaskUuid(task.uuid());
    String fileName = archive.originalFileName();
    if (fileName != null) {
      header.setOriginalFileName(fileName);
    }
    return Headers.of(header.build());
  }

  @Override
  public Elements elements(long start) {
    return ObjectElements.of(
        archive.imageObjects(filter, start, PartSize.PIECE_BYTES), start, ImageObjects::part);
  }

  /** The part that carries a piece, which stays lent. */
  static WireMessage part(long index, ObjectPiece piece, String resumeToken) {
    ImageObjectPart.Builder after = ImageObjectPart.newBuilder().setLast(piece.last());
    if (piece.continuedCategory() >= 0) {
      after.setContinuedCategoryIndex(piece.continuedCategory());
    }
    if (piece.last()) {
      after.setResumeToken(resumeToken);
    }
    return WireMessage.around(
        ImageObjectPart.newBuilder().setObjectIndex(index).build(),
        ImageObjectPart.OBJECT_FIELD_NUMBER,
        ByteBuffer.wrap(piece.buffer(), piece.offset(), piece.length()),
        after.build());
  }
}
