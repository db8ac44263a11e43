package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.faults.BrokenLine.Trouble;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port in front of the simulator that takes one request per connection, so that it is known which
 * step a new connection is for, and that breaks as told. Thread-safe.
 */
final class Line implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int BACKLOG = 50;
  private static final int CONNECT_MILLIS = 100;

  private final BrokenLine broken;
  private final int port;
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Set<LineConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<Socket> fillers = new ArrayList<>();
  private final CompletableFuture<URI> target = new CompletableFuture<>();
  private ServerSocket listener;
  private Socket placeholder = new Socket();
  private volatile boolean armed;
  private volatile boolean begun;
  private boolean closed;
  private Thread accepting = Thread.currentThread();

  private Line(BrokenLine broken) throws IOException {
    this.broken = broken;
    this.listener = new ServerSocket(0, BACKLOG, LOOPBACK);
    this.port = listener.getLocalPort();
    accept();
  }

  static Line open(BrokenLine broken) {
    try {
      return new Line(broken);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create(scheme() + "://127.0.0.1:" + port);
  }

  private String scheme() {
    return broken.tls() ? "https" : "http";
  }

  /** Leads to this simulator from now on. */
  void to(URI simulator) {
    target.complete(simulator);
  }

  /** Breaks as told from now on; at once where {@code next} is the step to break before. */
  void arm(Step next) {
    armed = true;
    if (broken.before() == next) {
      begin();
    }
  }

  /** Connections that were taken and given up. */
  int givenUp() {
    return givenUp.get();
  }

  /** Connections that are open. */
  int open() {
    return connections.size();
  }

  private synchronized void begin() {
    if (begun || closed) {
      return;
    }
    begun = true;
    try {
      switch (broken.trouble()) {
        case REFUSED -> refuse();
        case UNANSWERED -> fillBacklog();
        case RESET, CLOSED -> {}
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Duration lasting = broken.lasting();
    if (lasting != null) {
      CompletableFuture.delayedExecutor(lasting.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::mend);
    }
  }

  /** Holds the port without listening on it. */
  private void refuse() throws IOException {
    stopListening();
    placeholder.setReuseAddress(true);
    placeholder.bind(new InetSocketAddress(LOOPBACK, port));
  }

  private void fillBacklog() throws IOException {
    stopListening();
    listener = new ServerSocket(port, 1, LOOPBACK);
    while (true) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }

  private synchronized void mend() {
    if (closed) {
      return;
    }
    try {
      release();
      listener = new ServerSocket(port, BACKLOG, LOOPBACK);
      accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void release() throws IOException {
    stopListening();
    placeholder.close();
    placeholder = new Socket();
    for (Socket filler : fillers) {
      filler.close();
    }
    fillers.clear();
  }

  private void accept() {
    ServerSocket from = listener;
    accepting =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (true) {
                      take(from.accept());
                    }
                  } catch (IOException over) {
                    // The port is broken or closed.
                  }
                });
  }

  /** A port is free only once nobody waits on it any more. */
  private void stopListening() throws IOException {
    listener.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void take(Socket accepted) {
    LineConnection connection = new LineConnection(accepted, target, broken.tls());
    connections.add(connection);
    boolean givesUp = givesUp();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                if (givesUp) {
                  connection.giveUp(broken.trouble() == Trouble.RESET);
                } else {
                  connection.relay(this::answered);
                }
              } finally {
                connections.remove(connection);
              }
            });
  }

  private boolean givesUp() {
    if (!begun || !broken.tls()) {
      return false;
    }
    int most = broken.times() == 0 ? Integer.MAX_VALUE : broken.times();
    return givenUp.getAndUpdate(before -> Math.min(before + 1, most)) < most;
  }

  private void answered(String requestLine, String answer) {
    if (armed && broken.beginsWith(requestLine, answer)) {
      begin();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.forEach(LineConnection::close);
  }
}
