package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.CallerPolicy;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.ApiKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds a caller's policy and the key to ask the service with, and holds the call against it. */
final class Policies {
  private static final int MAX_KEY_LENGTH = 256;

  private final List<Rule> rules;

  /**
   * @param ownKey the key of the policy, or null where callers send theirs
   */
  private record Rule(CallerPolicy policy, @Nullable Supplier<ApiKey> ownKey) {}

  /**
   * @param gatewayKey the gateway's own key, or null where no policy has it used
   */
  Policies(List<CallerPolicy> policies, @Nullable Supplier<ApiKey> gatewayKey, MountedFiles files) {
    rules =
        policies.stream()
            .map(policy -> new Rule(policy, ownKey(policy, gatewayKey, files)))
            .toList();
  }

  private static @Nullable Supplier<ApiKey> ownKey(
      CallerPolicy policy, @Nullable Supplier<ApiKey> gatewayKey, MountedFiles files) {
    return switch (policy.upstreamKey()) {
      case GATEWAY -> Objects.requireNonNull(gatewayKey);
      case FILE -> {
        Path file = Objects.requireNonNull(policy.upstreamKeyFile());
        yield files.mount(
            "callers: upstream_key_file",
            List.of(file),
            contents ->
                UpstreamKeyFile.parse("callers: upstream_key_file", file, contents.getFirst()));
      }
      case CALLER -> null;
    };
  }

  /**
   * The caller of that name, who may make this call.
   *
   * @throws FailureException with CallerForbidden where it may not
   */
  Caller caller(String name, Presented presented) {
    Rule rule = ruleOf(name);
    if (!rule.policy.methods().matches(presented.method())) {
      throw forbidden(
          name,
          "caller "
              + name
              + " may not call "
              + presented.method()
              + "; ask the operator of the gateway to allow it");
    }
    return new Caller(name, upstreamKey(name, rule, presented.apiKey()), rule.policy);
  }

  private Rule ruleOf(String name) {
    return rules.stream()
        .filter(rule -> rule.policy.name().matches(name))
        .findFirst()
        .orElseThrow(
            () ->
                forbidden(
                    name,
                    "caller "
                        + name
                        + " may not use this gateway; ask its operator for an entry in callers"));
  }

  private static ApiKey upstreamKey(String name, Rule rule, @Nullable String sent) {
    if (rule.ownKey == null) {
      return passedThrough(name, sent);
    }
    if (sent != null) {
      throw forbidden(
          name,
          "this gateway does not pass on API keys of caller "
              + name
              + "; call without metadata dragoneye-api-key");
    }
    return rule.ownKey.get();
  }

  private static ApiKey passedThrough(String name, @Nullable String sent) {
    if (sent == null) {
      throw forbidden(
          name,
          "this gateway has no API key for this caller; send yours as metadata dragoneye-api-key");
    }
    try {
      if (sent.length() <= MAX_KEY_LENGTH) {
        return new ApiKey(sent);
      }
    } catch (IllegalArgumentException _) {
      // Told below, without the text.
    }
    throw forbidden(
        name,
        "metadata dragoneye-api-key holds no API key: those have at most "
            + MAX_KEY_LENGTH
            + " visible ASCII characters");
  }

  private static FailureException forbidden(String name, String message) {
    return new FailureException(new Failure.CallerForbidden(name, message));
  }
}
