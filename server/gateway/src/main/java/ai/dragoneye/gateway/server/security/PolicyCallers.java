package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.CallerPolicy;
import ai.dragoneye.gateway.upstream.ApiKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Everybody is anonymous. */
public final class PolicyCallers implements Callers {
  private final Caller anonymous;

  public PolicyCallers(ApiKey gatewayKey, List<CallerPolicy> policies) {
    anonymous = new Caller(Caller.ANONYMOUS, gatewayKey, policies.getFirst());
  }

  @Override
  public CompletableFuture<Caller> callerOf(Presented presented) {
    return CompletableFuture.completedFuture(anonymous);
  }
}
