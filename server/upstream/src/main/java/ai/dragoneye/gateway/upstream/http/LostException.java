package ai.dragoneye.gateway.upstream.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * An exchange ended without a whole answer. The message says why, free of anything that came from
 * outside.
 */
public final class LostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Wraps what the transport reported. */
  public LostException(Throwable cause) {
    super(describe(cause), cause);
  }

  /**
   * Whether trying again cannot help: the other side's certificate, or our trust in it, is wrong.
   */
  public boolean hopeless() {
    return getCause() instanceof SSLException;
  }

  private static String describe(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException e -> "connecting took too long";
      case ProxyConnectException e -> "the proxy did not connect";
      case ConnectException e -> "the connection was refused";
      case UnknownHostException e -> "the host name could not be resolved";
      case SSLException e -> "TLS could not be established";
      case PoolAcquireTimeoutException e -> "no connection became free in time";
      case PrematureCloseException e -> "the connection was closed before the answer was complete";
      case ReadTimeoutException e -> "there was no answer in time";
      case TimeoutException e -> "there was no answer in time";
      default -> "the connection was lost";
    };
  }
}
