package ai.dragoneye.gateway.app;

/** An exception as one line for a person at a terminal. */
final class OneLine {
  private OneLine() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
