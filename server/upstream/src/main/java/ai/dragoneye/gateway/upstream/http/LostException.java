package ai.dragoneye.gateway.upstream.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;

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
   * Whether trying again cannot help: the other side's certificate, or our trust in it, is wrong,
   * or the client was closed.
   */
  public boolean hopeless() {
    return switch (getCause()) {
      case SSLException _, RejectedExecutionException _, PoolShutdownException _ -> true;
      case IllegalStateException _ -> true;
      case null, default -> false;
    };
  }

  /** Whether it took longer than whoever waited would wait. */
  public boolean late() {
    return getCause() instanceof TimeoutException;
  }

  private static String describe(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ -> "connecting took too long";
      case ProxyConnectException _ -> "the proxy did not connect";
      case ConnectException _ -> "the connection was refused";
      case UnknownHostException _ -> "the host name could not be resolved";
      case SSLException _ -> "TLS could not be established";
      case RejectedExecutionException _ -> "the client was closed";
      case PoolShutdownException _ -> "the client was closed";
      case IllegalStateException _ -> "the client cannot connect any more";
      case PoolAcquireTimeoutException _ -> "no connection became free in time";
      case PrematureCloseException _ -> "the connection was closed before the answer was complete";
      case ReadTimeoutException _ -> "there was no answer in time";
      case TimeoutException _ -> "there was no answer in time";
      default -> "the connection was lost";
    };
  }
}
