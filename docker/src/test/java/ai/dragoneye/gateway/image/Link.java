package ai.dragoneye.gateway.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP relay on loopback that passes so many bytes a second in each direction, to whichever of
 * several replicas its callers are to meet.
 */
final class Link implements AutoCloseable {
  private static final int PIECE = 16 << 10;

  private final ServerSocket server;
  private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
  private volatile String target;
  private final long nanosPerPiece;

  private Link(ServerSocket server, String target, long bytesPerSecond) {
    this.server = server;
    this.target = target;
    this.nanosPerPiece = 1_000_000_000L * PIECE / bytesPerSecond;
  }

  static Link to(String target, long bytesPerSecond) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Link link = new Link(server, target, bytesPerSecond);
    Thread.ofVirtual().start(link::accept);
    return link;
  }

  String address() {
    return "localhost:" + server.getLocalPort();
  }

  /** New connections go there. */
  void leadTo(String address) {
    target = address;
  }

  /** Ends what there are of connections, with all that is on its way. */
  void cut() throws IOException {
    for (Socket caller : callers) {
      caller.close();
    }
  }

  private Socket connect() throws IOException {
    String address = target;
    int colon = address.lastIndexOf(':');
    return new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        callers.add(caller);
        Socket callee = connect();
        Thread.ofVirtual().start(() -> relay(caller, callee));
        Thread.ofVirtual().start(() -> relay(callee, caller));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void relay(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[PIECE];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        LockSupport.parkNanos(nanosPerPiece * count / PIECE);
        out.write(piece, 0, count);
      }
    } catch (IOException ended) {
      // By either side.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
