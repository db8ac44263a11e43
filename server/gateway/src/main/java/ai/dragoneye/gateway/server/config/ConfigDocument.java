package ai.dragoneye.gateway.server.config;

import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.DecodeBounds;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration file, key for key: its components in snake case are the keys. */
record ConfigDocument(
    ListenAddress listen,
    Upstream upstream,
    PredictionSettings prediction,
    MediaSettings media,
    ResultSettings results,
    ServerSettings server) {

  record Upstream(
      URI baseUrl,
      @Nullable Path apiKeyFile,
      UpstreamSettings.Timeouts timeouts,
      UpstreamSettings.Network network,
      UpstreamSettings.Retry retry,
      UpstreamSettings.Addresses addresses,
      Results results) {

    UpstreamSettings settings() {
      return new UpstreamSettings(baseUrl, timeouts, network, retry, addresses, results.settings());
    }
  }

  record Results(
      int memoryBytes,
      long totalMemoryBytes,
      long maxArchiveBytes,
      long maxTotalBytes,
      long decodeMemoryBytes,
      DecodeBounds bounds,
      @Nullable Path directory) {
    UpstreamSettings.Results settings() {
      return new UpstreamSettings.Results(
          memoryBytes,
          totalMemoryBytes,
          maxArchiveBytes,
          maxTotalBytes,
          decodeMemoryBytes,
          bounds,
          directory == null ? UpstreamSettings.Results.DEFAULT.directory() : directory);
    }
  }
}
