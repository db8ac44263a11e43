package ai.dragoneye.gateway.client;

/** What a client may do with its channel besides making calls. For any number of threads. */
interface ChannelControl {
  /** Whether the client was closed. */
  boolean isClosed();

  /** Closes what is the client's own. */
  void close();

  /**
   * Has a channel of the client's own connect again now, instead of when its own turn has come,
   * which after a long outage is up to two minutes away.
   */
  void reconnect();
}
