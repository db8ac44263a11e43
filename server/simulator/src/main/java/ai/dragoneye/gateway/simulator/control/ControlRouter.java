package ai.dragoneye.gateway.simulator.control;

import ai.dragoneye.gateway.simulator.api.ApiState;
import ai.dragoneye.gateway.simulator.http.BodyReader;
import ai.dragoneye.gateway.simulator.http.Exchange;
import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.RequestRouter;

/** The control port. */
public final class ControlRouter implements RequestRouter {
  private final ApiState state;

  /** Controls a simulator through its state. */
  public ControlRouter(ApiState state) {
    this.state = state;
  }

  @Override
  public BodyReader open(Exchange exchange) {
    return switch (exchange.head().method() + " " + exchange.head().path()) {
      case "GET /requests" ->
          BodyReader.answering(exchange, Reply.json(200, state.traffic().tasks()));
      default -> BodyReader.answering(exchange, Reply.detail(404, "not found"));
    };
  }
}
