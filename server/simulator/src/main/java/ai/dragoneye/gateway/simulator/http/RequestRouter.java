package ai.dragoneye.gateway.simulator.http;

/** Decides who reads and answers a request. Called on the connection's event loop. */
@FunctionalInterface
public interface RequestRouter {

  /** Opens the request; it may already be answered through the exchange on return. */
  BodyReader open(Exchange exchange);
}
