package ai.dragoneye.gateway.upstream.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request and the socket to answer it on. */
public final class ScriptedExchange {
  private final Socket socket;
  private final InputStream input;
  private final String method;
  private final String target;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private ScriptedExchange(Socket socket, String requestLine) throws IOException {
    this.socket = socket;
    this.input = socket.getInputStream();
    String[] parts = requestLine.split(" ", -1);
    if (parts.length != 3) {
      throw new EOFException("the rest of an earlier body");
    }
    this.method = parts[0];
    this.target = parts[1];
    for (String line = readLine(input); !line.isEmpty(); line = readLine(input)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  static @Nullable ScriptedExchange next(Socket socket) throws IOException {
    try {
      return new ScriptedExchange(socket, readLine(socket.getInputStream()));
    } catch (EOFException closed) {
      return null;
    }
  }

  private static String readLine(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = input.read(); b != '\n'; b = input.read()) {
      if (b == -1) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** The body as its Content-Length says. */
  public byte[] body() throws IOException {
    String length = headers.get("Content-Length");
    return length == null ? new byte[0] : read(Integer.parseInt(length));
  }

  public String text() throws IOException {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /** Exactly so many bytes of the body. */
  public byte[] read(int bytes) throws IOException {
    byte[] read = input.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException();
    }
    return read;
  }

  /** Everything up to the end of the connection, however it ends. */
  public byte[] readUntilClosed() {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream rest = new BufferedInputStream(input)) {
      rest.transferTo(read);
    } catch (IOException reset) {
      // What came before it counts.
    }
    return read.toByteArray();
  }

  /** Answers with a JSON body. */
  public void json(int status, String body, String... headerLines) throws IOException {
    answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headerLines);
  }

  public void answer(int status, String type, byte[] body, String... headerLines)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    raw(body);
  }

  public void raw(byte[] bytes) throws IOException {
    OutputStream output = socket.getOutputStream();
    output.write(bytes);
    output.flush();
  }

  public void raw(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.UTF_8));
  }

  public Socket socket() {
    return socket;
  }

  /** Closes in an orderly way. */
  public void close() throws IOException {
    socket.close();
  }

  /** Breaks the connection. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
