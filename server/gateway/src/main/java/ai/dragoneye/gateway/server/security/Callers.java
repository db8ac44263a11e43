package ai.dragoneye.gateway.server.security;

import java.util.concurrent.CompletableFuture;

/** Tells who calls. Thread-safe. */
@FunctionalInterface
public interface Callers {
  /**
   * The caller of a call. Never blocks: where something must be fetched first, the answer comes
   * later, on another thread.
   *
   * @return fails with {@link ai.dragoneye.gateway.server.failure.FailureException} where the
   *     caller is not known, or may not make this call
   */
  CompletableFuture<Caller> callerOf(Presented presented);
}
