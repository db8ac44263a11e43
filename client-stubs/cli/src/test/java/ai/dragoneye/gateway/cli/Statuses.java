package ai.dragoneye.gateway.cli;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;

/** Statuses as the gateway makes them. */
final class Statuses {
  private Statuses() {}

  static StatusRuntimeException of(Code code, String reason, Message... more) {
    return of(code, reason, Map.of(), more);
  }

  static StatusRuntimeException of(
      Code code, String reason, Map<String, String> metadata, Message... more) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setReason(reason)
            .setDomain("gateway.dragoneye.ai")
            .putAllMetadata(metadata)
            .build();
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.value())
            .setMessage("It went wrong.")
            .addDetails(Any.pack(info));
    for (Message detail : more) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
