package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.AuthenticationSettings;
import ai.dragoneye.gateway.server.config.ConfigException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys of the tokens' issuer: from a file, or fetched and cached. Closing it ends fetching. */
final class IssuerKeys implements AutoCloseable {
  // How long calls wait for keys that another one fetches.
  private static final Duration MAX_WAIT = Duration.ofSeconds(15);
  private static final Duration FETCH_AHEAD = Duration.ofSeconds(30);
  private static final Duration OUTAGE = Duration.ofHours(1);

  private final JWKSource<SecurityContext> source;
  private final Closeable resources;

  private IssuerKeys(JWKSource<SecurityContext> source, Closeable resources) {
    this.source = source;
    this.resources = resources;
  }

  static IssuerKeys of(AuthenticationSettings.Jwt settings, MountedFiles files) {
    URI url = settings.jwksUrl();
    if (url == null) {
      Path file = Objects.requireNonNull(settings.jwksFile());
      Supplier<JWKSet> keys =
          files.mount(
              "authentication.jwt.jwks_file",
              List.of(file),
              contents -> parse(file, contents.getFirst()));
      return new IssuerKeys((selector, _) -> selector.select(keys.get()), () -> {});
    }
    return fetched(url, settings, new JwksFetch(settings.jwksCaFile(), files));
  }

  private static IssuerKeys fetched(URI url, AuthenticationSettings.Jwt settings, JwksFetch fetch) {
    try {
      JWKSource<SecurityContext> source =
          JWKSourceBuilder.<SecurityContext>create(url.toURL(), fetch)
              .retrying(true)
              .outageTolerant(OUTAGE.toMillis())
              .rateLimited(settings.minFetchInterval().toMillis())
              .cache(settings.cacheTime().toMillis(), MAX_WAIT.toMillis())
              .refreshAheadCache(FETCH_AHEAD.toMillis(), false)
              .build();
      return new IssuerKeys(
          (selector, context) -> get(source, selector, context, fetch),
          () -> {
            if (source instanceof Closeable closeable) {
              closeable.close();
            }
            fetch.close();
          });
    } catch (MalformedURLException e) {
      throw new ConfigException("authentication.jwt.jwks_url must be a URL");
    }
  }

  /** Where there never was a key, the bound on fetches says nothing of the token. */
  private static List<JWK> get(
      JWKSource<SecurityContext> source,
      JWKSelector selector,
      @Nullable SecurityContext context,
      JwksFetch fetch)
      throws KeySourceException {
    try {
      return source.get(selector, context);
    } catch (RateLimitReachedException e) {
      if (fetch.hasFetched()) {
        throw e;
      }
      throw new KeySourceException("no keys were fetched yet", e);
    }
  }

  private static JWKSet parse(Path file, byte[] content) {
    try {
      JWKSet keys = JWKSet.parse(new String(content, StandardCharsets.UTF_8));
      if (!keys.isEmpty()) {
        return keys;
      }
    } catch (ParseException _) {
      // Its message may repeat the content.
    }
    throw new ConfigException(
        "authentication.jwt.jwks_file: "
            + file
            + " holds no JWK set with a key in it; put there what the issuer publishes");
  }

  JWKSource<SecurityContext> source() {
    return source;
  }

  @Override
  public void close() {
    try {
      resources.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
