package ai.dragoneye.gateway.server.results;

/** What a stream of results consists of. */
enum StreamKind {
  IMAGE_OBJECTS,
  VIDEO_OBJECTS,
  VIDEO_FRAMES
}
