package ai.dragoneye.gateway.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.function.Consumer;

/** Passes on the task id that a response's initial metadata carries. */
final class TaskIdListener implements ClientInterceptor {
  static final Metadata.Key<String> TASK_ID =
      Metadata.Key.of("dragoneye-task-id", Metadata.ASCII_STRING_MARSHALLER);

  private final Consumer<String> taskIds;

  TaskIdListener(Consumer<String> taskIds) {
    this.taskIds = taskIds;
  }

  @Override
  public <ReqT, RespT> ClientCall<ReqT, RespT> interceptCall(
      MethodDescriptor<ReqT, RespT> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<RespT> listener, Metadata headers) {
        super.start(new HeaderListener<>(listener), headers);
      }
    };
  }

  private final class HeaderListener<RespT> extends SimpleForwardingClientCallListener<RespT> {
    HeaderListener(ClientCall.Listener<RespT> listener) {
      super(listener);
    }

    @Override
    public void onHeaders(Metadata headers) {
      String id = headers.get(TASK_ID);
      if (id != null) {
        taskIds.accept(id);
      }
      super.onHeaders(headers);
    }
  }
}
