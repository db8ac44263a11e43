package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.server.RpcFailure;
import ai.dragoneye.gateway.v1.PredictionError;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/**
 * How a call ended for its caller.
 *
 * @param outcome {@code OK}, or code and reason
 * @param metadata of the ErrorInfo, empty where the call succeeded
 * @param retryInfo whether the caller is told when to come back
 */
record Ending(String outcome, Map<String, String> metadata, boolean retryInfo) {
  static final String OK = "OK";

  static Ending ok() {
    return new Ending(OK, Map.of(), false);
  }

  /** Runs a call to its end. */
  static Ending of(Runnable call) {
    try {
      call.run();
      return ok();
    } catch (StatusRuntimeException e) {
      return of(new RpcFailure(e));
    }
  }

  private static Ending of(RpcFailure failure) {
    return new Ending(
        failure.code() + " " + failure.reason(),
        failure.metadata(),
        failure.detail(RetryInfo.class).isPresent());
  }

  static Ending of(PredictionError error) {
    return new Ending(
        Status.fromCodeValue(error.getCode()).getCode() + " " + error.getReason(),
        error.getMetadataMap(),
        false);
  }

  boolean succeeded() {
    return outcome.equals(OK);
  }

  String predictSent() {
    return metadata.getOrDefault("predict_sent", "");
  }
}
