package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.Reply;

/** Ends a step with an API error. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String detail;

  Rejection(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  Reply reply() {
    return Reply.detail(status, detail);
  }
}
