package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.Iterator;

/** The result of a video, object by object. */
record VideoObjects(ResultArchive archive, String taskUuid, Selection selection)
    implements ResultSource<VideoHeader, VideoDetectedObject, VideoObjectPart> {

  @Override
  public StreamKind kind() {
    return StreamKind.VIDEO_OBJECTS;
  }

  @Override
  public Iterator<VideoHeader> headers() {
    return VideoHeaders.of(archive, taskUuid);
  }

  @Override
  public ObjectReader<VideoDetectedObject> elements() {
    return archive.videoObjects();
  }

  @Override
  public boolean passes(VideoDetectedObject object) {
    return selection.passes(object);
  }

  @Override
  public Iterator<VideoObjectPart> parts(
      long index, VideoDetectedObject object, String resumeToken) {
    return new VideoObjectParts(index, object, resumeToken);
  }
}
