package ai.dragoneye.gateway.server.config;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What some callers may do: an entry of the list {@code callers}. The first entry whose name
 * matches a caller holds for it.
 *
 * @param name which callers it is for
 * @param methods the RPCs they may call, by name without service
 * @param models the models they may predict with
 * @param upstreamKey which Dragoneye API key is used for them
 * @param upstreamKeyFile the file that holds it, where that is FILE
 * @param quota what they may use, or null for what all may
 */
public record CallerPolicy(
    NamePatterns name,
    NamePatterns methods,
    NamePatterns models,
    UpstreamKey upstreamKey,
    @Nullable Path upstreamKeyFile,
    @Nullable QuotaOverride quota) {

  /** Which Dragoneye API key is used for a caller. */
  public enum UpstreamKey {
    /** The gateway's own. */
    GATEWAY,
    /** The one in {@code upstream_key_file}. */
    FILE,
    /** The one that the caller sends along as metadata {@code dragoneye-api-key}. */
    CALLER;

    static UpstreamKey parse(String text) {
      for (UpstreamKey key : values()) {
        if (key.name().toLowerCase(Locale.ROOT).equals(text)) {
          return key;
        }
      }
      throw new IllegalArgumentException("must be gateway, file or caller");
    }
  }

  public CallerPolicy {
    RpcNames.require("methods", methods);
    Require.that(
        (upstreamKey == UpstreamKey.FILE) == (upstreamKeyFile != null),
        "upstream_key_file",
        "must be given where upstream_key is file, and only there");
  }
}
