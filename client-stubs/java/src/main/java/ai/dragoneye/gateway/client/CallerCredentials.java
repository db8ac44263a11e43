package ai.dragoneye.gateway.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, attached to every call: a token for the gateway, a key that it passes through to
 * Dragoneye.
 */
final class CallerCredentials implements ClientInterceptor {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<String> API_KEY =
      Metadata.Key.of("dragoneye-api-key", Metadata.ASCII_STRING_MARSHALLER);

  private final @Nullable Supplier<String> token;
  private final @Nullable String apiKey;

  CallerCredentials(@Nullable Supplier<String> token, @Nullable String apiKey) {
    this.token = token;
    this.apiKey = apiKey;
  }

  boolean present() {
    return token != null || apiKey != null;
  }

  /**
   * The same text, fit for a header.
   *
   * @throws IllegalArgumentException if it is not; without the text, which is a secret
   */
  static String checked(String what, String secret) {
    if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "The %s must be printable ASCII without spaces".formatted(what));
    }
    return secret;
  }

  @Override
  public <ReqT, RespT> ClientCall<ReqT, RespT> interceptCall(
      MethodDescriptor<ReqT, RespT> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<RespT> listener, Metadata headers) {
        attach(headers);
        super.start(listener, headers);
      }
    };
  }

  private void attach(Metadata headers) {
    if (token != null) {
      headers.put(AUTHORIZATION, "Bearer " + checked("token", token.get()));
    }
    if (apiKey != null) {
      headers.put(API_KEY, apiKey);
    }
  }
}
