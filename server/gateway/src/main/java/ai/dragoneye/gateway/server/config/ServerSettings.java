package ai.dragoneye.gateway.server.config;

import java.time.Duration;

/**
 * Limits of the gRPC server.
 *
 * @param maxCallsPerConnection calls at a time on one connection
 * @param maxMetadataBytes request metadata of one call
 * @param flowControlWindowBytes what a caller may send ahead on the wire
 * @param drainNotice how long it goes on as before, only NOT_SERVING, once it is told to stop
 * @param drainTimeout how long calls at work may then go on
 * @param maxConnectionAge age at which a connection is asked to end
 * @param reflection whether clients may ask for the services and their messages
 * @param reloadInterval how often files that may change while the gateway runs are looked at
 * @param keepalive pings
 */
public record ServerSettings(
    int maxCallsPerConnection,
    int maxMetadataBytes,
    int flowControlWindowBytes,
    Duration drainNotice,
    Duration drainTimeout,
    Duration maxConnectionAge,
    boolean reflection,
    Duration reloadInterval,
    Keepalive keepalive) {
  // What HTTP/2 starts with: a smaller one would stall connections.
  private static final int LEAST_WINDOW = 65_535;

  public ServerSettings {
    Require.positive("max_calls_per_connection", maxCallsPerConnection);
    Require.positive("max_metadata_bytes", maxMetadataBytes);
    Require.that(
        flowControlWindowBytes >= LEAST_WINDOW,
        "flow_control_window_bytes",
        "must be at least " + LEAST_WINDOW);
    Require.that(!drainNotice.isNegative(), "drain_notice", "must not be negative");
    Require.that(!drainTimeout.isNegative(), "drain_timeout", "must not be negative");
    Require.that(
        maxConnectionAge.compareTo(Duration.ofSeconds(1)) >= 0,
        "max_connection_age",
        "must be at least 1s");
    Require.positive("reload_interval", reloadInterval);
  }

  /**
   * Pings.
   *
   * @param time silence after which the gateway pings
   * @param timeout how long it waits for the answer
   * @param permitTime the shortest interval at which clients may ping
   * @param permitWithoutCalls whether they may without a call
   */
  public record Keepalive(
      Duration time, Duration timeout, Duration permitTime, boolean permitWithoutCalls) {
    // gRPC takes a shorter one for this one, without a word.
    private static final Duration SHORTEST_TIME = Duration.ofSeconds(10);

    public Keepalive {
      Require.that(time.compareTo(SHORTEST_TIME) >= 0, "time", "must be at least 10s");
      Require.positive("timeout", timeout);
      Require.positive("permit_time", permitTime);
    }
  }
}
