package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.server.admission.Shed;
import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.GetTaskRequest;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How large requests may be that carry no media, on real sockets. */
class RequestSizeTest {
  private static final String TOO_LARGE =
      "request has more than 65536 bytes; send only the fields of this method";
  private static final String UNKNOWN_TASK = "00000000-0000-0000-0000-000000000000";

  @Test
  void shouldRefuseARequestThatIsTooLargeWhileItArrives() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure = failure(() -> gateway.tasks().getTask(taskOfSize(4 << 20)));

      // then
      assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
      assertThat(failure.violations()).containsExactly(TOO_LARGE);
      assertNothingIsHeld(gateway);
    }
  }

  @Test
  void shouldRefuseARequestThatIsTooLargeOnceInflated() {
    try (Gateway gateway = Gateway.start()) {
      // when
      RpcFailure failure =
          failure(() -> gateway.tasks().withCompression("gzip").getTask(taskOfSize(4 << 20)));

      // then
      assertThat(failure.violations()).containsExactly(TOO_LARGE);
      assertNothingIsHeld(gateway);
    }
  }

  @Test
  void shouldRefuseAHealthCheckThatIsTooLarge() {
    try (Gateway gateway = Gateway.start()) {
      // given
      HealthCheckRequest huge =
          HealthCheckRequest.newBuilder().setService("x".repeat(1 << 20)).build();

      // when
      RpcFailure failure = failure(() -> HealthGrpc.newBlockingStub(gateway.channel()).check(huge));

      // then
      assertThat(failure.violations()).containsExactly(TOO_LARGE);
      assertNothingIsHeld(gateway);
    }
  }

  @Test
  void shouldTakeTheLargestFilterThatTheContractAllows() {
    try (Gateway gateway = Gateway.start()) {
      // given
      ResultFilter.Builder filter = ResultFilter.newBuilder();
      IntStream.range(0, 1000).forEach(_ -> filter.addCategoryNames("x".repeat(1024)));
      LongStream.range(0, 1000).forEach(i -> filter.addCategoryIds(Long.MAX_VALUE - i));
      StreamVideoResultsRequest request =
          StreamVideoResultsRequest.newBuilder().setTaskId(UNKNOWN_TASK).setFilter(filter).build();

      // when
      RpcFailure failure =
          failure(() -> gateway.results().streamVideoResults(request).forEachRemaining(_ -> {}));

      // then
      assertThat(failure.reason()).isEqualTo("TASK_NOT_FOUND");
      assertNothingIsHeld(gateway);
    }
  }

  @Test
  void shouldSendACallAwayThatThereIsNoMemoryForAndTakeTheNext() {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.defaults(), "ADMISSION_REQUEST_BYTES", "1KiB")) {
      // when
      RpcFailure failure = failure(() -> gateway.tasks().getTask(taskOfSize(2000)));

      // then
      assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("GATEWAY_OVERLOADED");
      assertThat(failure.message())
          .isEqualTo("the gateway has no memory left for requests; come back later");
      assertThat(failure.detail(RetryInfo.class)).isPresent();
      assertThat(gateway.server().admission().shed(Shed.REQUESTS)).isOne();
      assertThat(failure(() -> gateway.tasks().getTask(taskOfSize(500))).reason())
          .isEqualTo("TASK_NOT_FOUND");
      assertNothingIsHeld(gateway);
    }
  }

  private static GetTaskRequest taskOfSize(int bytes) {
    return GetTaskRequest.newBuilder().setTaskId("x".repeat(bytes)).build();
  }

  private static RpcFailure failure(Runnable call) {
    return new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::run));
  }

  private static void assertNothingIsHeld(Gateway gateway) {
    await()
        .untilAsserted(() -> assertThat(gateway.server().admission().requests().used()).isZero());
  }
}
