package ai.dragoneye.gateway.server.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.media.DeclaredFacts;
import ai.dragoneye.gateway.upstream.BeginRequest;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {
  private static final TimeLimits LIMITS =
      new TimeLimits(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(10));

  @Test
  void shouldTakeAConfigThatUsesItsLimits() {
    // given
    PredictionConfig config =
        image()
            .setModel("m".repeat(512))
            .setMimeType("image/" + "x".repeat(249))
            .setFileName("ä".repeat(512))
            .setSizeBytes(1)
            .setCrc32C(-1)
            .putParameters("n".repeat(128), "v".repeat(4096))
            .setCompletionTimeout(seconds(3600, 0))
            .build();

    // when
    PredictionRequest request = ConfigCheck.check(config, MediaMethod.PREDICT_IMAGE, LIMITS);

    // then
    assertThat(request)
        .isEqualTo(
            new PredictionRequest(
                config.getModel(),
                MediaFamily.IMAGE,
                new BeginRequest(
                    config.getMimeType(),
                    config.getFileName(),
                    null,
                    Map.of("n".repeat(128), "v".repeat(4096))),
                new DeclaredFacts(1L, -1),
                Duration.ofHours(1)));
  }

  @Test
  void shouldTellWhatWasNotSaidFromWhatIsEmpty() {
    // when
    PredictionRequest request =
        ConfigCheck.check(image().build(), MediaMethod.PREDICT_IMAGE, LIMITS);

    // then
    assertThat(request)
        .isEqualTo(
            new PredictionRequest(
                "m",
                MediaFamily.IMAGE,
                new BeginRequest("image/png", null, null, Map.of()),
                new DeclaredFacts(null, null),
                Duration.ofMinutes(5)));
  }

  @Test
  void shouldTakeFramesPerSecondOfVideos() {
    // given
    PredictionConfig config = image().setMimeType("video/mp4").setFramesPerSecond(1).build();

    // when
    PredictionRequest request = ConfigCheck.check(config, MediaMethod.PREDICT_VIDEO, LIMITS);

    // then
    assertThat(request.begin().framesPerSecond()).isEqualTo(1);
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        wrong(c -> c.clearModel(), "config.model is missing; name the model to run"),
        wrong(c -> c.setModel("ä".repeat(257)), "config.model has 514 bytes; send at most 512"),
        wrong(
            c -> c.clearMimeType(),
            "config.mime_type is missing; send the type of the media, for example image/jpeg"),
        wrong(
            c -> c.setMimeType("image/" + "x".repeat(250)),
            "config.mime_type has 256 bytes; send at most 255"),
        wrong(
            c -> c.setMimeType("image/png; q=1"),
            "config.mime_type is no MIME type; send type and subtype without parameters, for example image/jpeg"),
        wrong(
            c -> c.setMimeType("image/png\r\nX-Evil: 1"),
            "config.mime_type is no MIME type; send type and subtype without parameters, for example image/jpeg"),
        wrong(
            c -> c.setFileName("x".repeat(1025)),
            "config.file_name has 1025 bytes; send at most 1024"),
        wrong(
            c -> c.setFileName("a\u0085b"),
            "config.file_name contains control characters; remove them"),
        wrong(
            c -> c.setFramesPerSecond(1),
            "config.frames_per_second is only for videos; leave it out"),
        wrong(
            c -> c.setSizeBytes(-1),
            "config.size_bytes is -1; send the size of the whole media or leave it out"),
        wrong(
            ConfigCheckTest::withManyParameters,
            "config.parameters has 33 entries; send at most 32"),
        wrong(
            c -> c.putParameters("a b", "v"),
            "config.parameters has a name other than 1 to 128 letters, digits, '_', '-' and '.'; rename the entry"),
        wrong(
            c -> c.putParameters("", "v"),
            "config.parameters has a name other than 1 to 128 letters, digits, '_', '-' and '.'; rename the entry"),
        wrong(
            c -> c.putParameters("a", "v".repeat(4097)),
            "config.parameters[a] has 4097 bytes; send at most 4096"),
        wrong(
            c -> c.setCompletionTimeout(seconds(0, 0)),
            "config.completion_timeout is not positive; send a longer one or leave it out"),
        wrong(
            c -> c.setCompletionTimeout(seconds(-1, 0)),
            "config.completion_timeout is not positive; send a longer one or leave it out"),
        wrong(
            c -> c.setCompletionTimeout(seconds(1, 1_000_000_000)),
            "config.completion_timeout is not positive; send a longer one or leave it out"),
        wrong(
            c -> c.setCompletionTimeout(seconds(3600, 1)),
            "config.completion_timeout is longer than this gateway allows; send at most 3600 s"),
        wrong(
            c -> c.setCompletionTimeout(seconds(Long.MAX_VALUE, 0)),
            "config.completion_timeout is longer than this gateway allows; send at most 3600 s"),
        wrong(
            c -> c.setFilter(ResultFilter.getDefaultInstance()),
            "config.filter is only for PredictVideo; leave it out"));
  }

  private static Arguments wrong(UnaryOperator<PredictionConfig.Builder> change, String violation) {
    return Arguments.of(violation, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void shouldRefuse(String violation, UnaryOperator<PredictionConfig.Builder> change) {
    // when
    Failure failure = failureOf(change.apply(image()), MediaMethod.PREDICT_IMAGE);

    // then
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.InvalidRequest.class,
            invalid ->
                assertThat(invalid.violations())
                    .singleElement()
                    .extracting(v -> v.field() + " " + v.description())
                    .isEqualTo(violation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mimetype",
        "response_version",
        "file_name",
        "frames_per_second",
        "model_name",
        "prediction_task_uuid"
      })
  void shouldRefuseParametersThatItSetsItself(String name) {
    // when
    Failure failure = failureOf(image().putParameters(name, "v"), MediaMethod.PREDICT_IMAGE);

    // then
    assertThat(failure)
        .isEqualTo(
            new Failure.InvalidRequest(
                "config.parameters[" + name + "]", "is set by the gateway; remove the entry"));
  }

  @Test
  void shouldRefuseAnImpossibleFrameRate() {
    // when
    Failure failure =
        failureOf(
            image().setMimeType("video/mp4").setFramesPerSecond(0), MediaMethod.PREDICT_VIDEO);

    // then
    assertThat(failure)
        .isEqualTo(new Failure.InvalidRequest("config.frames_per_second", "is 0; send at least 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"video/mp4", "imagex/png", "application/octet-stream"})
  void shouldRefuseMediaOfAnotherFamily(String mimeType) {
    assertThat(failureOf(image().setMimeType(mimeType), MediaMethod.PREDICT_IMAGE))
        .isEqualTo(new Failure.MediaTypeMismatch(mimeType, "image/*"));
  }

  private static Failure failureOf(PredictionConfig.Builder config, MediaMethod method) {
    return catchThrowableOfType(
            FailureException.class, () -> ConfigCheck.check(config.build(), method, LIMITS))
        .failure();
  }

  private static PredictionConfig.Builder image() {
    return PredictionConfig.newBuilder().setModel("m").setMimeType("image/png");
  }

  private static PredictionConfig.Builder withManyParameters(PredictionConfig.Builder config) {
    for (int i = 0; i < 33; i++) {
      config.putParameters("p" + i, "v");
    }
    return config;
  }

  private static com.google.protobuf.Duration seconds(long seconds, int nanos) {
    return com.google.protobuf.Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }
}
