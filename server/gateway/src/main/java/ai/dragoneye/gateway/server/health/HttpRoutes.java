package ai.dragoneye.gateway.server.health;

import io.netty.handler.codec.http.HttpRequest;

/** What a port answers. Called by the port's one thread; may take its time, and throw. */
@FunctionalInterface
interface HttpRoutes {
  /**
   * Answers a request.
   *
   * @param path the decoded path, without the query
   */
  HttpAnswer answer(HttpRequest request, String path) throws Exception;
}
