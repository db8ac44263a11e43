package ai.dragoneye.gateway.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The details of a {@code google.rpc.Status}. What is malformed or unknown counts as absent. */
record ErrorDetails(
    Optional<ErrorInfo> info, Optional<Duration> retryDelay, List<FieldViolation> violations) {
  private static final String DOMAIN = "gateway.dragoneye.ai";

  static ErrorDetails of(StatusRuntimeException failure) {
    List<Any> details = statusOf(failure).getDetailsList();
    return new ErrorDetails(
        find(details, ErrorInfo.class).filter(info -> info.getDomain().equals(DOMAIN)),
        find(details, RetryInfo.class).flatMap(ErrorDetails::delayOf),
        find(details, BadRequest.class).map(ErrorDetails::violationsOf).orElse(List.of()));
  }

  private static Status statusOf(StatusRuntimeException failure) {
    try {
      Status status = StatusProto.fromThrowable(failure);
      return status == null ? Status.getDefaultInstance() : status;
    } catch (IllegalArgumentException malformed) {
      return Status.getDefaultInstance();
    }
  }

  private static <T extends Message> Optional<T> find(List<Any> details, Class<T> type) {
    return details.stream()
        .filter(detail -> detail.is(type))
        .findFirst()
        .flatMap(detail -> unpack(detail, type));
  }

  private static <T extends Message> Optional<T> unpack(Any detail, Class<T> type) {
    try {
      return Optional.of(detail.unpack(type));
    } catch (InvalidProtocolBufferException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> delayOf(RetryInfo info) {
    com.google.protobuf.Duration delay = info.getRetryDelay();
    boolean usable = info.hasRetryDelay() && delay.getSeconds() >= 0 && delay.getNanos() >= 0;
    return usable
        ? Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
        : Optional.empty();
  }

  private static List<FieldViolation> violationsOf(BadRequest request) {
    return request.getFieldViolationsList().stream()
        .map(violation -> new FieldViolation(violation.getField(), violation.getDescription()))
        .toList();
  }
}
