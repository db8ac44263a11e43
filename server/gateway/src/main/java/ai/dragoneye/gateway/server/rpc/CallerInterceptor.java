package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.server.security.Callers;
import ai.dragoneye.gateway.server.security.Presented;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a call before its handler runs, and thus before any message of it is read.
 * Never blocks the transport.
 */
public final class CallerInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> API_KEY =
      Metadata.Key.of("dragoneye-api-key", Metadata.ASCII_STRING_MARSHALLER);

  private final Callers callers;

  public CallerInterceptor(Callers callers) {
    this.callers = callers;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    CallContext context = CallContext.current();
    CompletableFuture<Caller> caller = callers.callerOf(presented(call, headers));
    if (caller.state() == CompletableFuture.State.SUCCESS) {
      context.caller(caller.resultNow());
      return next.startCall(call, headers);
    }
    DeferredListener<Q> listener = new DeferredListener<>();
    Context here = Context.current();
    var _ =
        caller.whenComplete(
            (known, refused) -> {
              if (refused == null) {
                context.caller(known);
                here.run(() -> start(call, headers, next, listener));
              } else {
                refuse(call, context, refused);
              }
            });
    return listener;
  }

  /** On a thread where nobody else would end the call if this fails. */
  private static <Q, R> void start(
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next,
      DeferredListener<Q> listener) {
    try {
      listener.become(next.startCall(call, headers));
    } catch (RuntimeException | Error e) {
      refuse(call, CallContext.current(), e);
    }
  }

  private static void refuse(ServerCall<?, ?> call, CallContext context, Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    Refusal.close(call, context, cause == null ? thrown : cause);
  }

  private static Presented presented(ServerCall<?, ?> call, Metadata headers) {
    String method = call.getMethodDescriptor().getBareMethodName();
    return new Presented(
        method == null ? "" : method,
        headers.get(AUTHORIZATION),
        headers.get(API_KEY),
        certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
  }

  private static @Nullable X509Certificate certificate(@Nullable SSLSession session) {
    if (session == null) {
      return null;
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? certificate
          : null;
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
  }
}
