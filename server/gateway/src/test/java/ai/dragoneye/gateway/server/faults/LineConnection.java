package ai.dragoneye.gateway.server.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** One connection of a {@link Line}: one request and its answer, then it closes. */
final class LineConnection implements AutoCloseable {
  private static final String CLOSING = "\r\nConnection: close\r\n";

  private final Socket accepted;
  private final CompletableFuture<URI> target;
  private final boolean tls;
  private final Socket onward = new Socket();

  LineConnection(Socket accepted, CompletableFuture<URI> target, boolean tls) {
    this.accepted = accepted;
    this.target = target;
    this.tls = tls;
  }

  /** Waits for the first byte and ends: under TLS no request has been written then. */
  void giveUp(boolean byReset) {
    try (Socket socket = accepted) {
      InputStream hello = socket.getInputStream();
      int _ = hello.read();
      if (byReset) {
        socket.setSoLinger(true, 0);
      } else {
        // What is left unread would turn the close into a reset.
        long _ = hello.skip(hello.available());
      }
    } catch (IOException gone) {
      // Whoever connected was faster.
    }
  }

  /** Passes a request on; the line and the answer are told before the answer goes back. */
  void relay(BiConsumer<String, String> answered) {
    try (this) {
      Socket client = tls ? LineCertificate.shared().accept(accepted) : accepted;
      InputStream requests = client.getInputStream();
      String requestLine = lineOf(requests);
      URI simulator = target.join();
      onward.connect(new InetSocketAddress(simulator.getHost(), simulator.getPort()));
      onward.getOutputStream().write(latin1(requestLine + CLOSING));
      Thread.ofPlatform().daemon().start(() -> copy(requests));
      String answer =
          new String(onward.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      answered.accept(requestLine, answer);
      OutputStream answers = client.getOutputStream();
      answers.write(latin1(tls ? withSecureUpload(answer) : answer));
      answers.flush();
      client.close();
    } catch (IOException gone) {
      // One of the two sides has gone; closing tells the other.
    }
  }

  private static String lineOf(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\r'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed");
      }
      line.append((char) next);
    }
    int _ = in.read();
    return line.toString();
  }

  private void copy(InputStream requests) {
    try {
      requests.transferTo(onward.getOutputStream());
    } catch (IOException gone) {
      // As at the end of the stream.
    } finally {
      closeOnward();
    }
  }

  /** The form of an answer to begin leads here again, under TLS too. */
  private static String withSecureUpload(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    String secure = answer.replace("\"http://", "\"https://");
    int longer = secure.length() - answer.length();
    return longer == 0
        ? answer
        : secure.replaceFirst(
            "(?i)content-length: \\d+", "Content-Length: " + (answer.length() - body - 4 + longer));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void closeOnward() {
    try {
      onward.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeOnward();
    try {
      accepted.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
