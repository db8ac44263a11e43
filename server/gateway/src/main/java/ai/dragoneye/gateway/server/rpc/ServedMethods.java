package ai.dragoneye.gateway.server.rpc;

import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;

/** Services whose methods are not bound as the generated code does it: with messages of our own. */
final class ServedMethods {
  private ServedMethods() {}

  /** The service as the server registers it; to callers and reflection it is the generated one. */
  static ServerServiceDefinition of(
      ServiceDescriptor generated, List<ServerMethodDefinition<?, ?>> methods) {
    ServiceDescriptor.Builder own =
        ServiceDescriptor.newBuilder(generated.getName())
            .setSchemaDescriptor(generated.getSchemaDescriptor());
    methods.forEach(method -> own.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(own.build());
    methods.forEach(service::addMethod);
    return service.build();
  }
}
