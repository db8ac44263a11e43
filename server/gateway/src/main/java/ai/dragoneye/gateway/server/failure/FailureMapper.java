package ai.dragoneye.gateway.server.failure;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.event.Level;

/**
 * Turns failures into gRPC statuses; nothing else in the gateway builds one. Pure: it neither logs
 * nor throws.
 *
 * <p>Every status carries an ErrorInfo. Text is stripped of control characters and cut so that the
 * encoded trailers stay under 4 KiB: more arrives at a default client as INTERNAL.
 */
public final class FailureMapper {
  static final String DOMAIN = "gateway.dragoneye.ai";
  static final int MAX_TRAILER_BYTES = 4096;

  // From what is normal down to what always fits.
  private static final List<Bounds> BOUNDS =
      List.of(new Bounds(512, 16), new Bounds(384, 8), new Bounds(256, 4), new Bounds(128, 2));
  private static final String REASON_PREFIX = "ERROR_REASON_";
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private FailureMapper() {}

  private record Bounds(int textBytes, int violations) {}

  private record Fitted(Status status, ErrorInfo info) {}

  /** The status, reason and log level of {@code failure}. */
  public static MappedFailure map(Failure failure, FailureContext context) {
    Reason reason = Reason.of(failure);
    Metadata trailers = new Metadata();
    Duration pushback = FailureRetry.pushback(failure, context);
    if (pushback != null) {
      trailers.put(PUSHBACK, Long.toString(pushback.toMillis()));
    }
    Fitted fitted = fitting(failure, context);
    return new MappedFailure(
        StatusProto.toStatusRuntimeException(fitted.status, trailers),
        wireName(reason),
        fitted.info.getMetadataMap(),
        level(failure, reason));
  }

  /** What admission sends away may come by the thousand; it tells the log by itself. */
  private static Level level(Failure failure, Reason reason) {
    return switch (failure) {
      case Failure.GatewayOverloaded _, Failure.CallerQuotaExceeded _ -> Level.DEBUG;
      default -> reason.level();
    };
  }

  private static Fitted fitting(Failure failure, FailureContext context) {
    for (Bounds bounds : BOUNDS) {
      ErrorInfo info = errorInfo(failure, context, bounds);
      Status status = status(failure, info, bounds);
      if (encodedSize(status) < MAX_TRAILER_BYTES) {
        return new Fitted(status, info);
      }
    }
    throw new IllegalStateException("a status exceeds its bounds: " + failure);
  }

  private static Status status(Failure failure, ErrorInfo info, Bounds bounds) {
    Reason reason = Reason.of(failure);
    Status.Builder status =
        Status.newBuilder()
            .setCode(reason.code().value())
            .setMessage(OutsideText.clean(failure.message(), bounds.textBytes))
            .addDetails(Any.pack(info));
    if (failure instanceof Failure.InvalidRequest invalid) {
      status.addDetails(Any.pack(badRequest(invalid, bounds)));
    }
    Duration delay = FailureRetry.delay(failure);
    if (delay != null) {
      status.addDetails(Any.pack(retryInfo(delay)));
    }
    return status.build();
  }

  private static ErrorInfo errorInfo(Failure failure, FailureContext context, Bounds bounds) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setReason(wireName(Reason.of(failure))).setDomain(DOMAIN);
    for (Map.Entry<String, String> entry : FailureMetadata.of(failure, context).entrySet()) {
      info.putMetadata(entry.getKey(), OutsideText.clean(entry.getValue(), bounds.textBytes));
    }
    return info.build();
  }

  private static BadRequest badRequest(Failure.InvalidRequest invalid, Bounds bounds) {
    BadRequest.Builder request = BadRequest.newBuilder();
    for (FieldViolation violation :
        invalid.violations().stream().limit(bounds.violations).toList()) {
      request
          .addFieldViolationsBuilder()
          .setField(OutsideText.clean(violation.field(), bounds.textBytes))
          .setDescription(OutsideText.clean(violation.description(), bounds.textBytes));
    }
    return request.build();
  }

  private static RetryInfo retryInfo(Duration delay) {
    RetryInfo.Builder info = RetryInfo.newBuilder();
    info.getRetryDelayBuilder().setSeconds(delay.getSeconds()).setNanos(delay.getNano());
    return info.build();
  }

  private static String wireName(Reason reason) {
    return reason.contract().name().substring(REASON_PREFIX.length());
  }

  /**
   * Upper bound of what status and pushback take in the trailers, names and HPACK's 32 bytes per
   * entry included.
   */
  private static int encodedSize(Status status) {
    int names = 3 * 32 + "grpc-status-details-bingrpc-messagegrpc-status".length() + 2;
    int pushback = 32 + "grpc-retry-pushback-ms".length() + 12;
    int details = (status.getSerializedSize() + 2) / 3 * 4;
    return names + pushback + details + percentEncodedSize(status.getMessage());
  }

  private static int percentEncodedSize(String message) {
    int size = 0;
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      size += b >= ' ' && b < '~' && b != '%' ? 1 : 3;
    }
    return size;
  }
}
