package ai.dragoneye.gateway.server.security;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What a call shows of its caller.
 *
 * @param method the RPC, by name without service
 * @param authorization its {@code authorization} metadata
 * @param apiKey its {@code dragoneye-api-key} metadata
 * @param certificate the client certificate of its connection, which TLS has verified
 */
public record Presented(
    String method,
    @Nullable String authorization,
    @Nullable String apiKey,
    @Nullable X509Certificate certificate) {

  @Override
  public String toString() {
    return "Presented[" + method + "]";
  }
}
