package ai.dragoneye.gateway.server.health;

import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.grpc.channelz.v1.ChannelzGrpc.AsyncService;
import io.grpc.channelz.v1.ChannelzProto;
import io.grpc.channelz.v1.GetServerSocketsRequest;
import io.grpc.channelz.v1.GetServerSocketsResponse;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.channelz.v1.GetServersResponse;
import io.grpc.channelz.v1.GetSocketRequest;
import io.grpc.channelz.v1.GetSocketResponse;
import io.grpc.channelz.v1.Server;
import io.grpc.channelz.v1.SocketRef;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** What gRPC keeps of its servers and their connections, in channelz's messages as JSON. */
final class Channelz {
  private static final int MOST = 100;
  private static final AsyncService SERVICE = ChannelzService.newInstance(MOST);

  // Socket options are of any type.
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(
              TypeRegistry.newBuilder()
                  .add(ChannelzProto.getDescriptor().getMessageTypes())
                  .build())
          .omittingInsignificantWhitespace();

  private Channelz() {}

  /** The servers and the first connections of each. */
  static String json() throws IOException {
    List<String> servers = new ArrayList<>();
    GetServersResponse all =
        Channelz.<GetServersRequest, GetServersResponse>ask(
                SERVICE::getServers, GetServersRequest.getDefaultInstance())
            .orElseThrow();
    for (Server server : all.getServerList()) {
      servers.add(
          "{\"server\":%s,\"sockets\":[%s]}"
              .formatted(print(server), String.join(",", sockets(server))));
    }
    return "[" + String.join(",", servers) + "]";
  }

  private static List<String> sockets(Server server) throws IOException {
    GetServerSocketsResponse sockets =
        Channelz.<GetServerSocketsRequest, GetServerSocketsResponse>ask(
                SERVICE::getServerSockets,
                GetServerSocketsRequest.newBuilder()
                    .setServerId(server.getRef().getServerId())
                    .build())
            .orElse(GetServerSocketsResponse.getDefaultInstance());
    List<String> printed = new ArrayList<>();
    for (SocketRef socket : sockets.getSocketRefList()) {
      Optional<GetSocketResponse> found =
          ask(
              SERVICE::getSocket,
              GetSocketRequest.newBuilder().setSocketId(socket.getSocketId()).build());
      if (found.isPresent()) {
        printed.add(print(found.get().getSocket()));
      }
    }
    return printed;
  }

  /** It answers at once, or fails where what was asked for is gone. */
  private static <Q, A> Optional<A> ask(BiConsumer<Q, StreamObserver<A>> method, Q request) {
    AtomicReference<A> answer = new AtomicReference<>();
    method.accept(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(A value) {
            answer.set(value);
          }

          @Override
          public void onError(Throwable gone) {}

          @Override
          public void onCompleted() {}
        });
    return Optional.ofNullable(answer.get());
  }

  private static String print(MessageOrBuilder message) throws IOException {
    return PRINTER.print(message);
  }
}
