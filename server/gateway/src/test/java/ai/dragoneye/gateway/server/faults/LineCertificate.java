package ai.dragoneye.gateway.server.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A fresh self-signed certificate for 127.0.0.1, made by the JDK's keytool once per JVM. */
final class LineCertificate {
  private static final String PASSWORD = "changeit";
  private static final LineCertificate SHARED = make();

  private final KeyStore store;

  private LineCertificate(KeyStore store) {
    this.store = store;
  }

  static LineCertificate shared() {
    return SHARED;
  }

  /** Writes it as PEM, for those who are to trust it. */
  Path writeTo(Path folder) {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(store.getCertificate("line").getEncoded());
      return Files.writeString(
          folder.resolve("line.pem"),
          "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes over the accepting side of a connection. */
  SSLSocket accept(Socket accepted) throws IOException {
    SSLSocketFactory factory = context().getSocketFactory();
    SSLSocket socket =
        (SSLSocket) factory.createSocket(accepted, "127.0.0.1", accepted.getPort(), true);
    socket.setUseClientMode(false);
    return socket;
  }

  private SSLContext context() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LineCertificate make() {
    try {
      Path folder = Files.createTempDirectory("line");
      Path file = folder.resolve("store.p12");
      try {
        keytool(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD.toCharArray());
        }
        return new LineCertificate(store);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            program,
            "-genkeypair",
            "-alias",
            "line",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
