package ai.dragoneye.gateway.upstream;

import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the client reaches the Dragoneye service and its object store. Immutable.
 *
 * @param baseUrl the service, http or https, with or without a path; no query, fragment or user
 *     info
 * @param timeouts how long each part of an exchange may take
 * @param network connections, proxy and trust
 * @param retry how failed calls are repeated
 * @param addresses which object stores may be posted to
 * @param results how much of a result is kept, and where
 */
public record UpstreamSettings(
    URI baseUrl,
    Timeouts timeouts,
    Network network,
    Retry retry,
    Addresses addresses,
    Results results) {
  /** The public Dragoneye service. */
  public static final URI PUBLIC_SERVICE = URI.create("https://api.dragoneye.ai");

  public UpstreamSettings {
    String scheme = baseUrl.getScheme();
    require(
        "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme),
        "the upstream base URL must start with https:// or http://");
    require(baseUrl.getHost() != null, "the upstream base URL must name a host");
    require(
        baseUrl.getRawUserInfo() == null
            && baseUrl.getRawQuery() == null
            && baseUrl.getRawFragment() == null,
        "the upstream base URL must not have user info, a query or a fragment");
  }

  /** The given service with the defaults for everything else. */
  public static UpstreamSettings of(URI baseUrl) {
    return new UpstreamSettings(
        baseUrl,
        Timeouts.DEFAULT,
        Network.DEFAULT,
        Retry.DEFAULT,
        Addresses.DEFAULT,
        Results.DEFAULT);
  }

  /**
   * Limits of time.
   *
   * @param connect a TCP connection, each address of the host for itself
   * @param response one API call, from asking for a connection to the last byte of the answer; for
   *     results up to its head
   * @param uploadStall an object store that takes no byte although some are waiting
   * @param uploadResponse an object store's answer after the last byte of the upload
   * @param resultsIdle a result that sends no byte
   */
  public record Timeouts(
      Duration connect,
      Duration response,
      Duration uploadStall,
      Duration uploadResponse,
      Duration resultsIdle) {
    /** Ten seconds to connect, thirty for an answer, a minute for a stall. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30));

    public Timeouts {
      requirePositive(connect, "connect");
      requirePositive(response, "response");
      requirePositive(uploadStall, "uploadStall");
      requirePositive(uploadResponse, "uploadResponse");
      requirePositive(resultsIdle, "resultsIdle");
    }
  }

  /**
   * Connections. A proxy's user info is a secret: {@link #toString()} hides it.
   *
   * @param maxConnections connections per host; API calls and uploads are counted apart
   * @param pendingAcquire how long a call waits for a connection when all are in use
   * @param maxLifetime age after which a connection is not used again, so that a change of DNS is
   *     honoured
   * @param maxIdle idle time after which a connection is not used again; shorter than the other
   *     side's own
   * @param proxy {@code http://}, {@code socks4://} or {@code socks5://} proxy, with user info
   *     where it asks for it, or null
   * @param trustedCertificates PEM file of certificate authorities trusted besides the JDK's, or
   *     null
   */
  public record Network(
      int maxConnections,
      Duration pendingAcquire,
      Duration maxLifetime,
      Duration maxIdle,
      @Nullable URI proxy,
      @Nullable Path trustedCertificates) {
    /** 500 connections per host that live at most five minutes, no proxy, the JDK's trust. */
    public static final Network DEFAULT =
        new Network(
            500, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(20), null, null);

    public Network {
      require(maxConnections > 0, "maxConnections must be at least 1");
      requirePositive(pendingAcquire, "pendingAcquire");
      requirePositive(maxLifetime, "maxLifetime");
      requirePositive(maxIdle, "maxIdle");
      require(
          proxy == null || (proxy.getScheme() != null && proxy.getHost() != null),
          "the proxy must be a URL with a scheme and a host");
    }

    @Override
    public String toString() {
      return "Network[maxConnections=%d, maxLifetime=%s, maxIdle=%s, proxy=%s, trustedCertificates=%s]"
          .formatted(
              maxConnections,
              maxLifetime,
              maxIdle,
              proxy == null ? "none" : proxy.getScheme() + "://" + proxy.getHost(),
              trustedCertificates);
    }
  }

  /**
   * Repeating of calls.
   *
   * @param maxAttempts attempts per API call, the first one included
   * @param maxBackoff bound of a call's repeats, from its first attempt on
   * @param baseDelay bound of the wait before the second attempt; it doubles with each further one
   * @param uploadAttempts attempts per upload whose media can be read again
   * @param circuitMinCalls calls of the last thirty seconds, half of them in vain, upon which new
   *     work is refused for a while
   */
  public record Retry(
      int maxAttempts,
      Duration maxBackoff,
      Duration baseDelay,
      int uploadAttempts,
      int circuitMinCalls) {
    /**
     * As the official SDK: ten attempts within two minutes. Uploads: three attempts. New work is
     * refused after twenty calls.
     */
    public static final Retry DEFAULT =
        new Retry(10, Duration.ofMinutes(2), Duration.ofSeconds(1), 3, 20);

    public Retry {
      require(maxAttempts > 0, "maxAttempts must be at least 1");
      require(uploadAttempts > 0, "uploadAttempts must be at least 1");
      require(circuitMinCalls > 0, "circuitMinCalls must be at least 1");
      requirePositive(maxBackoff, "maxBackoff");
      requirePositive(baseDelay, "baseDelay");
    }
  }

  /**
   * Object stores that may be posted to. Link-local, metadata, multicast and unspecified addresses
   * never may.
   *
   * @param allowPrivate whether loopback, private, unique-local and shared (CGNAT) addresses may;
   *     loopback always may where the service itself is on loopback
   * @param allowHttp whether plain http may; it always may where the service itself is http on
   *     loopback
   */
  public record Addresses(boolean allowPrivate, boolean allowHttp) {
    /** Public addresses over https only. */
    public static final Addresses DEFAULT = new Addresses(false, false);
  }

  /**
   * Downloaded results.
   *
   * @param memoryBytes size up to which a result stays in memory; a larger one goes to an unlinked
   *     file
   * @param totalMemoryBytes room in memory for all of them together; what does not fit goes to a
   *     file however small
   * @param maxArchiveBytes size beyond which a result is not downloaded
   * @param maxTotalBytes room for all files together, those of frame views included
   * @param decodeMemoryBytes memory to decode in, for all readers of results together
   * @param bounds what of a result is decoded at most
   * @param directory where such files are made
   */
  public record Results(
      int memoryBytes,
      long totalMemoryBytes,
      long maxArchiveBytes,
      long maxTotalBytes,
      long decodeMemoryBytes,
      DecodeBounds bounds,
      Path directory) {
    /**
     * 8 MiB each and 64 MiB together in memory, at most 1 GiB each and 8 GiB together in the JVM's
     * directory for temporary files, 128 MiB to decode in.
     */
    public static final Results DEFAULT =
        new Results(
            8 << 20,
            64L << 20,
            1L << 30,
            8L << 30,
            128L << 20,
            DecodeBounds.DEFAULT,
            Path.of(System.getProperty("java.io.tmpdir")));

    /** With {@link DecodeBounds#DEFAULT}. */
    public Results(
        int memoryBytes,
        long totalMemoryBytes,
        long maxArchiveBytes,
        long maxTotalBytes,
        long decodeMemoryBytes,
        Path directory) {
      this(
          memoryBytes,
          totalMemoryBytes,
          maxArchiveBytes,
          maxTotalBytes,
          decodeMemoryBytes,
          DecodeBounds.DEFAULT,
          directory);
    }

    public Results {
      require(memoryBytes >= 0, "memoryBytes must not be negative");
      require(totalMemoryBytes >= 0, "totalMemoryBytes must not be negative");
      require(maxArchiveBytes > 0, "maxArchiveBytes must be at least 1");
      require(maxTotalBytes > 0, "maxTotalBytes must be at least 1");
      require(decodeMemoryBytes > 0, "decodeMemoryBytes must be at least 1");
    }
  }

  /**
   * Media of undeclared size, kept in unlinked files until it is whole.
   *
   * @param directory where the files are made
   * @param maxMediaBytes size beyond which such media is refused
   * @param totalBytes room for all of it together
   */
  public record Spool(Path directory, long maxMediaBytes, long totalBytes) {
    /** 1 GiB each and 8 GiB together, in the JVM's directory for temporary files. */
    public static final Spool DEFAULT =
        new Spool(Path.of(System.getProperty("java.io.tmpdir")), 1L << 30, 8L << 30);

    public Spool {
      require(maxMediaBytes > 0, "maxMediaBytes must be at least 1");
      require(totalBytes > 0, "totalBytes must be at least 1");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void requirePositive(Duration duration, String name) {
    require(duration.isPositive(), name + " must be longer than zero");
  }
}
