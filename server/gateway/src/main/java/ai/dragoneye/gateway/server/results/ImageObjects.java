package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import java.util.Iterator;
import java.util.List;

/** The result of an image, object by object. */
record ImageObjects(ResultArchive archive, TaskName task, Selection selection)
    implements ResultSource<ImageHeader, ImageObjectPart> {

  ImageObjects(ArchiveLease lease, ResultQuery query) {
    this(lease.results().archive(), query.task(), new Selection(query.filter()));
  }

  @Override
  public StreamKind kind() {
    return StreamKind.IMAGE_OBJECTS;
  }

  @Override
  public Iterator<ImageHeader> headers() {
    ImageHeader.Builder header =
        ImageHeader.newBuilder().setTaskId(task.id()).setPredictionTaskUuid(task.uuid());
    String fileName = archive.originalFileName();
    if (fileName != null) {
      header.setOriginalFileName(fileName);
    }
    return List.of(header.build()).iterator();
  }

  @Override
  public Elements<ImageObjectPart> elements(long start) {
    return new ObjectElements<>(
        archive.imageObjects(), selection::passes, ImageObjectParts::new, start);
  }
}
