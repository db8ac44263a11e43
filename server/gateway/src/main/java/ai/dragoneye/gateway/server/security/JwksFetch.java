package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches an issuer's keys, within a bound of time for all of it and of size. No redirect is
 * followed. Blocks; thread-safe. Closing it ends a fetch under way.
 */
final class JwksFetch implements ResourceRetriever, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JwksFetch.class);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private final Supplier<HttpClient> client;
  private volatile boolean fetched;

  /**
   * @param authorities PEM file of whom to trust instead of the JDK's authorities, or null
   */
  JwksFetch(@Nullable Path authorities, MountedFiles files) {
    if (authorities == null) {
      HttpClient trusting = builder().build();
      client = () -> trusting;
    } else {
      client =
          files.mount(
              "authentication.jwt.jwks_ca_file",
              List.of(authorities),
              contents -> builder().sslContext(trusting(authorities, contents.getFirst())).build());
    }
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder().connectTimeout(TIME).followRedirects(HttpClient.Redirect.NEVER);
  }

  private static SSLContext trusting(Path file, byte[] pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate certificate :
          Pem.certificates("authentication.jwt.jwks_ca_file: " + file, pem)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigException(
          "authentication.jwt.jwks_ca_file: "
              + file
              + " cannot be used ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      Resource keys = fetch(url);
      fetched = true;
      return keys;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("host", url.getHost())
          .addKeyValue("problem", e)
          .log("the keys to verify tokens with cannot be fetched");
      throw e;
    }
  }

  private Resource fetch(URL url) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString())).timeout(TIME).build();
    // Not sendAsync, which completes on the common pool, whoever keeps that busy.
    FutureTask<HttpResponse<String>> exchange =
        new FutureTask<>(
            () ->
                client
                    .get()
                    .send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES)));
    Thread.ofVirtual().name("issuer-keys").start(exchange);
    try {
      HttpResponse<String> response = exchange.get(TIME.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("HTTP status " + response.statusCode());
      }
      return new Resource(response.body(), null);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + TIME.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      // The body may still be under way.
      exchange.cancel(true);
    }
  }

  /** Whether it ever got keys. */
  boolean hasFetched() {
    return fetched;
  }

  @Override
  public void close() {
    // The client's own threads would else end only when it is collected.
    client.get().shutdownNow();
  }
}
