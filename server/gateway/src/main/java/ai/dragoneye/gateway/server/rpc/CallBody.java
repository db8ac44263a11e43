package ai.dragoneye.gateway.server.rpc;

/** What a call does, on a virtual thread of its own. Interrupting the thread makes it stop soon. */
@FunctionalInterface
interface CallBody {
  void run() throws InterruptedException;
}
