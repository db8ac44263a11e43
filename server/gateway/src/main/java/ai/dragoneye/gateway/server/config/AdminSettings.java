package ai.dragoneye.gateway.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP port for whoever is logged in on the machine.
 *
 * @param listen where on loopback it listens, or null for nowhere
 */
public record AdminSettings(@Nullable ListenAddress listen) {
  public AdminSettings {
    Require.that(
        listen == null || Loopback.names(listen.host()),
        "listen",
        "must name an address of loopback, such as 127.0.0.1:8082: whoever reaches it may change the gateway");
  }
}
