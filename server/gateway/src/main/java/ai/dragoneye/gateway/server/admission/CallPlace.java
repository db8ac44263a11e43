package ai.dragoneye.gateway.server.admission;

/** A call's place in the gateway. Closing it, once, gives it back. */
@FunctionalInterface
public interface CallPlace extends AutoCloseable {
  @Override
  void close();
}
