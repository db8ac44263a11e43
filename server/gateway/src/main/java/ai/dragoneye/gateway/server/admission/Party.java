package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.config.CallerQuota;
import ai.dragoneye.gateway.server.config.QuotaOverride;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.upstream.KeyHash;

/**
 * Whom a call is for.
 *
 * @param caller the caller's name, which all its calls share
 * @param key the upstream key its predictions are made with
 * @param quota what the caller may use
 */
record Party(String caller, KeyHash key, CallerQuota quota) {
  static Party of(Caller caller, CallerQuota all) {
    QuotaOverride own = caller.policy().quota();
    return new Party(
        caller.name(), KeyHash.of(caller.upstreamKey()), own == null ? all : own.over(all));
  }
}
