package ai.dragoneye.gateway.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Passes bytes on in both directions until it freezes: then nothing passes, and nothing closes. */
final class FreezingProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean frozen;
  private volatile CountDownLatch answers = new CountDownLatch(0);

  private FreezingProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static FreezingProxy before(int port) throws IOException {
    FreezingProxy proxy =
        new FreezingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  void freeze() {
    frozen = true;
  }

  /** Nothing passes back to the near end until the result is counted down. */
  CountDownLatch holdAnswers() {
    answers = new CountDownLatch(1);
    return answers;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = listener.accept();
        Socket far = new Socket();
        sockets.addAll(List.of(near, far));
        far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        Thread.ofVirtual().start(() -> pass(near, far, () -> {}));
        Thread.ofVirtual().start(() -> pass(far, near, () -> answers.await()));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** What is waited for before bytes pass. */
  @FunctionalInterface
  private interface Hold {
    void await() throws InterruptedException;
  }

  private void pass(Socket from, Socket to, Hold hold) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int read = from.getInputStream().read(buffer);
          read >= 0 && !frozen;
          read = from.getInputStream().read(buffer)) {
        hold.await();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException closed) {
      // One end is gone; the other is none of a frozen proxy's business.
    }
  }

  @Override
  public void close() {
    answers.countDown();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
