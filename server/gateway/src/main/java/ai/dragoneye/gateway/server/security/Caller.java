package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.CallerPolicy;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.ApiKey;

/**
 * Who makes a call.
 *
 * @param name stands for the caller in quotas and logs, the same for all its calls; never a secret;
 *     {@value #ANONYMOUS} where callers are not told apart
 * @param upstreamKey what the Dragoneye service is asked with for this caller
 * @param policy what it may do
 */
public record Caller(String name, ApiKey upstreamKey, CallerPolicy policy) {
  /** The name of those who are let in without authentication. No other caller can have it. */
  public static final String ANONYMOUS = "anonymous";

  /**
   * Makes sure that the caller may predict with {@code model}.
   *
   * @throws FailureException with CallerForbidden where it may not
   */
  public void requireModel(String model) {
    if (!policy.models().matches(model)) {
      throw new FailureException(
          new Failure.CallerForbidden(
              name,
              "caller "
                  + name
                  + " may not predict with model "
                  + model
                  + "; ask the operator of the gateway to allow it"));
    }
  }
}
