package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.util.Iterator;

/** The result of a video, object by object. */
record VideoObjects(ResultArchive archive, TaskName task, Selection selection)
    implements ResultSource<VideoHeader, VideoObjectPart> {

  VideoObjects(ArchiveLease lease, ResultQuery query) {
    this(lease.results().archive(), query.task(), new Selection(query.filter()));
  }

  @Override
  public StreamKind kind() {
    return StreamKind.VIDEO_OBJECTS;
  }

  @Override
  public Iterator<VideoHeader> headers() {
    return VideoHeaders.of(archive, task);
  }

  @Override
  public Elements<VideoObjectPart> elements(long start) {
    return new ObjectElements<>(
        archive.videoObjects(), selection::passes, VideoObjectParts::new, start);
  }
}
