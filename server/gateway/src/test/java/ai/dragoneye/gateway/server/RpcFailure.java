package ai.dragoneye.gateway.server;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failed call as the caller sees it. */
public record RpcFailure(StatusRuntimeException exception) {
  public Status.Code code() {
    return exception.getStatus().getCode();
  }

  public @Nullable String message() {
    return exception.getStatus().getDescription();
  }

  public String reason() {
    return info().getReason();
  }

  public Map<String, String> metadata() {
    return info().getMetadataMap();
  }

  /** The fields named by BadRequest, each followed by a space and what is wrong with it. */
  public List<String> violations() {
    return detail(BadRequest.class)
        .map(BadRequest::getFieldViolationsList)
        .orElse(List.of())
        .stream()
        .map(violation -> violation.getField() + " " + violation.getDescription())
        .toList();
  }

  private ErrorInfo info() {
    return detail(ErrorInfo.class)
        .orElseThrow(() -> new AssertionError("no ErrorInfo in " + exception, exception));
  }

  public <M extends Message> Optional<M> detail(Class<M> type) {
    com.google.rpc.Status status = StatusProto.fromThrowable(exception);
    if (status == null) {
      throw new AssertionError("no details", exception);
    }
    return status.getDetailsList().stream()
        .filter(any -> any.is(type))
        .findFirst()
        .map(any -> unpack(any, type));
  }

  private static <M extends Message> M unpack(Any any, Class<M> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
