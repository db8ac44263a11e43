package ai.dragoneye.gateway.upstream.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * An HTTP/1.1 server on loopback whose every byte the test decides about. Each connection has a
 * virtual thread.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers one request. */
  @FunctionalInterface
  public interface Script {
    /** Reads what it wants of the request and writes what it wants as the answer. */
    void answer(ScriptedExchange exchange) throws IOException, InterruptedException;
  }

  public ScriptedServer(Script script) throws IOException {
    this(script, ServerSocketFactory.getDefault());
  }

  public ScriptedServer(Script script, ServerSocketFactory sockets) throws IOException {
    this.script = script;
    this.listener = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  private void acceptAll() {
    while (true) {
      try {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      ScriptedExchange exchange = ScriptedExchange.next(socket);
      while (exchange != null) {
        requests.add(exchange.method() + " " + exchange.target());
        script.answer(exchange);
        exchange = socket.isClosed() ? null : ScriptedExchange.next(socket);
      }
    } catch (IOException | InterruptedException ended) {
      // The test is over, or the client went away.
    } finally {
      open.remove(socket);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public URI url() {
    return url("");
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Connections accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** Connections the client has not closed yet. */
  public int open() {
    return open.size();
  }

  /** Method and target of each request so far. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
