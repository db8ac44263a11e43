package ai.dragoneye.gateway.simulator.api;

import java.util.Set;

/**
 * Who may call, with what.
 *
 * @param apiKeys the keys accepted; none named is any key that is not empty
 * @param parameterNames form fields accepted at begin and predict beyond those of the API
 */
public record AccessRules(Set<String> apiKeys, Set<String> parameterNames) {
  public AccessRules {
    apiKeys = Set.copyOf(apiKeys);
    parameterNames = Set.copyOf(parameterNames);
  }

  boolean accepts(String apiKey) {
    return apiKeys.isEmpty() ? !apiKey.isBlank() : apiKeys.contains(apiKey);
  }
}
