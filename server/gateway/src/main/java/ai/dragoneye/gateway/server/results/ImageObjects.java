package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskIds;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.ImageDetectedObject;
import ai.dragoneye.gateway.v1.ImageHeader;
import ai.dragoneye.gateway.v1.ImageObjectPart;
import java.util.Iterator;
import java.util.List;

/** The result of an image, object by object. */
record ImageObjects(ResultArchive archive, String taskUuid, Selection selection)
    implements ResultSource<ImageHeader, ImageDetectedObject, ImageObjectPart> {

  @Override
  public StreamKind kind() {
    return StreamKind.IMAGE_OBJECTS;
  }

  @Override
  public Iterator<ImageHeader> headers() {
    ImageHeader.Builder header =
        ImageHeader.newBuilder().setTaskId(TaskIds.idOf(taskUuid)).setPredictionTaskUuid(taskUuid);
    String fileName = archive.originalFileName();
    if (fileName != null) {
      header.setOriginalFileName(fileName);
    }
    return List.of(header.build()).iterator();
  }

  @Override
  public ObjectReader<ImageDetectedObject> elements() {
    return archive.imageObjects();
  }

  @Override
  public boolean passes(ImageDetectedObject object) {
    return selection.passes(object);
  }

  @Override
  public Iterator<ImageObjectPart> parts(
      long index, ImageDetectedObject object, String resumeToken) {
    return new ImageObjectParts(index, object, resumeToken);
  }
}
