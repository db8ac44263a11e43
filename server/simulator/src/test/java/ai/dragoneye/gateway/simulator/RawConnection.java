package ai.dragoneye.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A socket for requests that no well-behaved client sends. */
final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;

  RawConnection(URI server) {
    try {
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  RawConnection send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Writes until the peer takes no more or has closed; returns the bytes it was rid of. */
  long sendUntilRefused(byte[] chunk, long most) {
    long sent = 0;
    try {
      while (sent < most) {
        socket.getOutputStream().write(chunk);
        sent += chunk.length;
      }
    } catch (IOException refused) {
      return sent;
    }
    return sent;
  }

  /**
   * The head of the next answer, up to its empty line; what came until the end if there is none.
   */
  String head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        head.write(b);
        if (head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
          break;
        }
      }
    } catch (IOException ended) {
      return head + "<" + ended.getMessage() + ">";
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  /** Everything that comes until the peer closes. */
  String rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(rest);
    } catch (IOException ended) {
      return rest + "<" + ended.getMessage() + ">";
    }
    return rest.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
