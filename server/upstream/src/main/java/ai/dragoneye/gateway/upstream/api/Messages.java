package ai.dragoneye.gateway.upstream.api;

/** How the messages of API calls read. */
final class Messages {
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  private Messages() {}

  static String refused(String what, int status, String detail) {
    return detail.isEmpty()
        ? "%s (HTTP %d)".formatted(what, status)
        : "%s (HTTP %d): %s".formatted(what, status, detail);
  }

  /** Whether a status of 4xx says that the task id is wrong: not found, or not even an id. */
  static boolean unknownTask(int status) {
    return status == NOT_FOUND || status == UNPROCESSABLE;
  }
}
