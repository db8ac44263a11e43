package ai.dragoneye.gateway.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Issues tokens, and publishes its key on loopback. */
final class Issuer implements AutoCloseable {
  static final String NAME = "https://issuer.test";
  static final String AUDIENCE = "dragoneye-gateway";

  private final HttpServer server;
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile ECKey key = newKey("first");
  private volatile String more = "";
  private volatile int status = 200;
  private volatile CountDownLatch held = new CountDownLatch(0);

  Issuer() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private Issuer(HttpServer server) {
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/keys", this::answer);
    server.start();
  }

  /** Publishes it by TLS, with that certificate. */
  static Issuer withTls(X509Bundle certificate) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new Issuer(server);
  }

  static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    byte[] body = (published() + more).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String published() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  int fetches() {
    return fetches.get();
  }

  /** Answers with another HTTP status from now on. */
  void answerWith(int httpStatus) {
    status = httpStatus;
  }

  /** Answers no more until the result is counted down. */
  CountDownLatch hold() {
    held = new CountDownLatch(1);
    return held;
  }

  /** Publishes {@code text} behind the keys. */
  void publishMore(String text) {
    more = text;
  }

  /** Signs with another key from now on, and publishes that one only. */
  void rotate() {
    key = newKey("second");
  }

  /** What a good token claims. */
  static JWTClaimsSet.Builder claims(String name) {
    return new JWTClaimsSet.Builder()
        .subject(name)
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))));
  }

  String token(String name) {
    return sign(claims(name).build(), key);
  }

  String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .keyID(key.getKeyID())
                  .type(JOSEObjectType.JWT)
                  .build(),
              claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    held.countDown();
    server.stop(0);
  }
}
