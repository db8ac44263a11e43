package ai.dragoneye.gateway.client;

/** A call that has not ended yet, as those see it who work for it. */
interface OpenCall {
  /** Runs something as soon as the call has ended, by whatever; at once if it has. */
  void whenEnded(Runnable action);

  /** Cancels the call, which then ends with this failure unless it has ended already. */
  void fail(Throwable failure);
}
