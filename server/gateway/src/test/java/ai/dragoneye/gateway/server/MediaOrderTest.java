package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.simulator.SimulatorOptions;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages in the wrong order or of the wrong size. */
@ExtendWith(LeakCheck.class)
class MediaOrderTest {
  private static final int LARGEST_CHUNK = 4 * 1024 * 1024;

  private final Gateway gateway =
      Gateway.start(SimulatorOptions.builder().retainMedia().acceptUnreadableMedia().build());

  @AfterEach
  void stop() {
    gateway.close();
  }

  static Stream<Arguments> wrongOrders() {
    byte[] media = Pictures.jpeg();
    return Stream.of(
        wrong(
            "no config, no media",
            ImageCall::halfClose,
            "config is missing; send it as the first message"),
        wrong(
            "no config",
            call -> call.media(media),
            "chunk came before config; send config as the first message"),
        wrong(
            "two configs",
            call -> call.config(ImageCall.jpeg()).config(ImageCall.jpeg()),
            "config came twice; send it once, as the first message"),
        wrong(
            "two configs, media between them",
            call -> call.config(ImageCall.jpeg()).chunk(media).config(ImageCall.jpeg()),
            "config came twice; send it once, as the first message"),
        wrong(
            "no media",
            call -> call.config(ImageCall.jpeg()).halfClose(),
            "chunk is missing; send the media before half-closing"),
        wrong(
            "an empty chunk",
            call -> call.config(ImageCall.jpeg()).chunk(media).chunk(new byte[0]),
            "chunk is empty; send at least 1 byte, and half-close where the media ends"),
        wrong(
            "a chunk too large",
            call -> call.config(ImageCall.jpeg()).chunk(new byte[LARGEST_CHUNK + 1]),
            "chunk has 4194305 bytes; send at most 4194304 at a time"),
        wrong(
            "an empty message",
            call -> call.send(PredictImageRequest.getDefaultInstance()),
            "payload must be set; send either config or chunk"));
  }

  private static Arguments wrong(String name, UnaryOperator<ImageCall> messages, String violation) {
    return Arguments.of(name, messages, violation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongOrders")
  void shouldRefuseWrongOrders(String name, UnaryOperator<ImageCall> messages, String violation) {
    // given
    int predicts = gateway.simulator().requests().count(Step.PREDICT);

    // when
    RpcFailure failure = messages.apply(gateway.predictImage()).failure();

    // then
    assertThat(failure.code()).as(name).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(failure.message()).isEqualTo("invalid request: " + violation);
    assertThat(failure.violations()).containsExactly(violation);
    assertThat(failure.metadata()).containsEntry("predict_sent", "no");
    assertThat(gateway.simulator().requests().count(Step.PREDICT)).isEqualTo(predicts);
    assertThat(gateway.simulator().requests().tasks())
        .flatExtracting(task -> task.uploads())
        .filteredOn(upload -> upload.outcome() != UploadTraffic.Outcome.STORED)
        .noneMatch(UploadTraffic::closingBoundarySeen);
  }

  @Test
  void shouldTakeChunksOfAnySize() {
    // given
    byte[] media = Pictures.jpegOfSize(LARGEST_CHUNK + 100_000);

    // when
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(media.length));
    call.chunk(ByteString.copyFrom(media, 0, 1));
    call.chunk(ByteString.copyFrom(media, 1, 4095));
    call.chunk(ByteString.copyFrom(media, 4096, 95_904));
    call.chunk(ByteString.copyFrom(media, 100_000, LARGEST_CHUNK));
    String task = call.halfClose().response().getPrediction().getTaskId();

    // then
    assertThat(gateway.simulator().media(task)).contains(media);
  }

  @Test
  void shouldKeepTheOrderOfManyChunks() {
    // given
    byte[] media = Pictures.jpegOfSize(8_000_000);
    new Random(1).nextBytes(media);
    ImageCall call = gateway.predictImage().config(ImageCall.jpeg().setSizeBytes(media.length));

    // when
    for (int at = 0; at < media.length; at += 10_000) {
      call.chunk(ByteString.copyFrom(media, at, 10_000));
    }
    String task = call.halfClose().response().getPrediction().getTaskId();

    // then
    assertThat(Arrays.equals(gateway.simulator().media(task).orElseThrow(), media)).isTrue();
  }

  @Test
  void shouldLetTheTransportRefuseMessagesFarBeyondTheLimit() {
    // given
    int active = gateway.server().activeCalls();

    // when
    StatusRuntimeException failure =
        gateway
            .predictImage()
            .config(ImageCall.jpeg())
            .chunk(new byte[LARGEST_CHUNK + 100_000])
            .halfClose()
            .failure()
            .exception();

    // then
    assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    await().until(() -> gateway.server().activeCalls() == active);
  }

  @Test
  void shouldTakeCompressedMessages() {
    // given
    byte[] media = Pictures.jpegOfSize(1_000_000);

    // when
    String task =
        ImageCall.open(gateway.channel(), CallOptions.DEFAULT.withCompression("gzip"))
            .config(ImageCall.jpeg().setSizeBytes(media.length))
            .media(media)
            .response()
            .getPrediction()
            .getTaskId();

    // then
    assertThat(gateway.simulator().media(task)).contains(media);
  }

  @Test
  void shouldNameEveryViolationOfAConfigAtOnce() {
    // when
    RpcFailure failure =
        gateway
            .predictImage()
            .config(
                ImageCall.jpeg()
                    .setModel("")
                    .setMimeType("jpeg")
                    .setFileName("a\r\nX-Evil: b")
                    .setFramesPerSecond(5)
                    .setSizeBytes(0))
            .failure();

    // then
    assertThat(failure.violations())
        .containsExactly(
            "config.model is missing; name the model to run",
            "config.mime_type is no MIME type; send type and subtype without parameters, for example image/jpeg",
            "config.file_name contains control characters; remove them",
            "config.frames_per_second is only for videos; leave it out",
            "config.size_bytes is 0; send the size of the whole media or leave it out");
    assertThat(failure.metadata()).isEqualTo(Map.of("phase", "request", "predict_sent", "no"));
  }

  @Test
  void shouldRefuseVideos() {
    // when
    RpcFailure failure =
        gateway.predictImage().config(ImageCall.jpeg().setMimeType("Video/mp4")).failure();

    // then
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("MEDIA_TYPE_MISMATCH");
    assertThat(failure.metadata())
        .isEqualTo(
            Map.of(
                "phase",
                "request",
                "predict_sent",
                "no",
                "mime_type",
                "Video/mp4",
                "expected",
                "image/*"));
  }

  @Test
  void shouldPassHostileNamesOnAsTheyAre() {
    // given
    String model = "a\r\nb\0c\"d'e%f&g=h/../i\\ü€😀";
    String fileName = "../../etc/\"pass'wd\\; %00 &x=y ü€😀.jpg";

    // when
    String task =
        gateway
            .predictImage()
            .config(ImageCall.jpeg().setModel(model).setFileName(fileName))
            .media(Pictures.jpeg())
            .response()
            .getPrediction()
            .getTaskId();

    // then
    var traffic = gateway.simulator().requests().task(task).orElseThrow();
    assertThat(traffic.beginFields())
        .isEqualTo(
            Map.of(
                "mimetype",
                "image/jpeg",
                "response_version",
                "parquet_object",
                "file_name",
                fileName));
    assertThat(traffic.predictFields())
        .isEqualTo(Map.of("model_name", model, "prediction_task_uuid", task));
  }

  @Test
  void shouldDeliverAnErrorThatHasTooMuchToSay() {
    // given
    var config = ImageCall.jpeg();
    for (int i = 0; i < 60; i++) {
      config.putParameters("n".repeat(120) + i, "v".repeat(5000));
    }

    // when
    RpcFailure failure = gateway.predictImage().config(config).failure();

    // then
    assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.violations()).isNotEmpty();
  }
}
