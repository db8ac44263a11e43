package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of a batch in the wrong order: they end the stream, whatever is in flight. */
@ExtendWith(LeakCheck.class)
class BatchOrderTest {
  private static final int LARGEST_CHUNK = 4 * 1024 * 1024;

  static Stream<Arguments> wrongOrders() {
    byte[] media = Pictures.jpeg();
    return Stream.of(
        wrong(
            "a chunk first",
            call -> call.chunk(ByteString.copyFrom(media)),
            "chunk came outside of an image; send start first"),
        wrong(
            "an end first",
            BatchCall::end,
            "end came outside of an image; send it once for each start"),
        wrong(
            "two ends",
            call -> call.image("one", media).end(),
            "end came outside of an image; send it once for each start"),
        wrong(
            "a start inside of an image",
            call -> call.start("one", ImageCall.jpeg()).start("two", ImageCall.jpeg()),
            "start came inside of an image; send end after the last chunk of the one before"),
        wrong(
            "no id",
            call -> call.start("", ImageCall.jpeg()),
            "start.image_id is missing; name the image, so that its answer can name it too"),
        wrong(
            "an id too long",
            call -> call.start("ä".repeat(129), ImageCall.jpeg()),
            "start.image_id has 258 bytes; send at most 256"),
        wrong(
            "an id twice",
            call -> call.image("one", media).image("one", media),
            "start.image_id was used before on this stream; give each image an id of its own"),
        wrong(
            "an empty chunk",
            call -> call.start("one", ImageCall.jpeg()).chunk(ByteString.EMPTY),
            "chunk is empty; send at least 1 byte, and send end where the media ends"),
        wrong(
            "a chunk too large",
            call ->
                call.start("one", ImageCall.jpeg())
                    .chunk(ByteString.copyFrom(new byte[LARGEST_CHUNK + 1])),
            "chunk has 4194305 bytes; send at most 4194304 at a time"),
        wrong(
            "an empty message",
            call -> call.send(PredictImagesRequest.getDefaultInstance()),
            "payload must be set; send either start, chunk or end"),
        wrong(
            "the half-close inside of an image",
            call ->
                call.start("one", ImageCall.jpeg()).chunk(ByteString.copyFrom(media)).halfClose(),
            "end is missing; send it after the last chunk of each image"));
  }

  private static Arguments wrong(String name, UnaryOperator<BatchCall> messages, String violation) {
    return Arguments.of(name, messages, violation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongOrders")
  void shouldEndTheStream(String name, UnaryOperator<BatchCall> messages, String violation) {
    try (Gateway gateway =
        Gateway.start(SimulatorOptions.builder().inferenceTime(Duration.ofMinutes(5)).build())) {
      // when
      RpcFailure failure = messages.apply(BatchCall.open(gateway.channel())).call().failure();

      // then
      assertThat(failure.code()).as(name).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
      assertThat(failure.violations()).containsExactly(violation);
      await().until(() -> gateway.server().activeCalls() == 0);
      await().until(() -> gateway.simulator().requests().openRequests() == 0);
    }
  }
}
