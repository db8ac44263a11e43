package ai.dragoneye.gateway.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.server.config.CallerPolicy;
import ai.dragoneye.gateway.server.config.CallerQuota;
import ai.dragoneye.gateway.server.config.GatewayConfig;
import ai.dragoneye.gateway.server.config.QuotaOverride;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.upstream.ApiKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import ai.dragoneye.gateway.upstream.UpstreamStep;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final ApiKey KEY = new ApiKey("some-key");
  private static final Duration TASK_LIFETIME = Duration.ofMinutes(5);
  private static final MediaCosts COSTS = new MediaCosts(30, 20, 10);
  private static final CallerPolicy POLICY =
      GatewayConfig.of(URI.create("http://127.0.0.1"), KEY).callers().getFirst();

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldTakeNoMoreCallsPerSecondThanTheQuotaAndSayWhenTheNextOneMayCome() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 0, 10, 2));
    admission.read(caller("team")).close();
    admission.read(caller("team")).close();

    // when
    Failure failure = refusal(() -> admission.read(caller("team")));

    // then
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.CallerQuotaExceeded.class,
            quota -> assertThat(quota.retryAfter()).isEqualTo(Duration.ofMillis(100)));
    admission.read(caller("other")).close();
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    admission.read(caller("team")).close();
    assertThat(admission.shed(Shed.CALLER_RATE)).isEqualTo(1);
  }

  @Test
  void shouldHoldItsQuotaOfPredictionsAgainstEachCaller() throws Exception {
    // given
    Admission admission = admission(quota(1, 0, 0, 0, 0));
    PredictionPlace place = admission.prediction(caller("team"));

    // when
    Failure failure = refusal(() -> admission.prediction(caller("team")));

    // then
    assertThat(failure).isInstanceOf(Failure.CallerQuotaExceeded.class);
    assertThat(admission.shed(Shed.CALLER_PREDICTIONS)).isEqualTo(1);
    admission.prediction(caller("other")).close();
    place.close();
    admission.prediction(caller("team")).close();
    assertThat(admission.state()).isEqualTo(idle());
  }

  @Test
  void shouldLetAPolicyOverrideTheQuotaOfAll() throws Exception {
    // given
    Admission admission = admission(quota(1, 0, 0, 0, 0));
    Caller favoured = caller("favoured", new QuotaOverride(2, null, null, null, null, null));

    // when
    PredictionPlace first = admission.prediction(favoured);
    PredictionPlace second = admission.prediction(favoured);

    // then
    assertThat(refusal(() -> admission.prediction(favoured)))
        .isInstanceOf(Failure.CallerQuotaExceeded.class);
    first.close();
    second.close();
  }

  @Test
  void shouldReserveMemoryForMediaUntilItIsStored() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 0, 0, 0));

    // when
    PredictionPlace place = admission.prediction(caller("team"));

    // then
    assertThat(admission.state().mediaBytes()).isEqualTo(30);
    place.mediaSize(12);
    assertThat(admission.state().mediaBytes()).isEqualTo(12);
    place.mediaSize(25);
    assertThat(admission.state().mediaBytes()).isEqualTo(12);
    place.mediaStored();
    assertThat(admission.state().mediaBytes()).isZero();
    place.close();
    assertThat(admission.state()).isEqualTo(idle());
  }

  @Test
  void shouldSendAwayMediaThatNoMemoryIsLeftFor() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 0, 0, 0));
    for (int i = 0; i < 3; i++) {
      admission.prediction(caller("team"));
    }

    // when
    Failure failure = refusal(() -> admission.prediction(caller("team")));

    // then
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.GatewayOverloaded.class,
            full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofMillis(1500)));
    assertThat(admission.shed(Shed.MEDIA)).isEqualTo(1);
  }

  @Test
  void shouldHoldItsMemoryForMediaAgainstEachCaller() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 45, 0, 0));
    PredictionPlace place = admission.prediction(caller("team"));

    // when
    Failure failure = refusal(() -> admission.prediction(caller("team")));

    // then
    assertThat(failure).isInstanceOf(Failure.CallerQuotaExceeded.class);
    assertThat(admission.shed(Shed.CALLER_MEDIA)).isEqualTo(1);
    place.mediaSize(15);
    admission.prediction(caller("team")).close();
  }

  @Test
  void shouldCountATaskUntilItEndsHoweverItsCallWent() throws Exception {
    // given
    Admission admission = admission(quota(0, 1, 0, 0, 0));
    PredictionPlace place = admission.prediction(caller("team"));
    place.accepted("some-task");
    place.close();

    // when
    Failure failure = refusal(() -> admission.prediction(caller("team")));

    // then
    assertThat(failure).isInstanceOf(Failure.CallerQuotaExceeded.class);
    assertThat(admission.shed(Shed.CALLER_TASKS)).isEqualTo(1);
    admission.taskEnded("some-task");
    admission.taskEnded("some-task");
    admission.prediction(caller("team")).close();
    assertThat(admission.state()).isEqualTo(idle());
  }

  @Test
  void shouldForgetATaskThatNobodySawEnd() throws Exception {
    // given
    Admission admission = admission(quota(0, 1, 0, 0, 0));
    PredictionPlace place = admission.prediction(caller("team"));
    place.accepted("some-task");
    place.close();

    // when
    nanos.addAndGet(TASK_LIFETIME.toNanos());

    // then
    admission.prediction(caller("team")).close();
    assertThat(admission.state().tasks()).isZero();
  }

  @Test
  void shouldCountTheImagesOfABatchOneByOne() throws Exception {
    // given
    Admission admission = admission(quota(2, 0, 0, 0, 0));
    BatchPlace batch = admission.batch(caller("team"));
    PredictionPlace one = batch.image(null);
    PredictionPlace two = batch.image(4L);

    // when
    Failure failure = refusal(() -> batch.image(null));

    // then
    assertThat(failure).isInstanceOf(Failure.CallerQuotaExceeded.class);
    assertThat(admission.state().mediaBytes()).isEqualTo(20 + 10 + 4);
    one.close();
    batch.image(null).close();
    two.close();
    batch.close();
    assertThat(admission.state()).isEqualTo(idle());
  }

  @Test
  void shouldKeepPlacesForReadsAndStreamsWhilePredictionsAreSentAway() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 0, 0, 0));
    for (int i = 0; i < 3; i++) {
      admission.prediction(caller("team"));
    }

    // when
    CallPlace read = admission.read(caller("team"));
    CallPlace stream = admission.stream(caller("team"));

    // then
    assertThat(admission.state().reads()).isEqualTo(1);
    assertThat(admission.state().streams()).isEqualTo(1);
    assertThat(refusal(() -> admission.stream(caller("team"))))
        .isInstanceOf(Failure.GatewayOverloaded.class);
    read.close();
    stream.close();
  }

  @Test
  void shouldSlowOnlyTheKeyThatTheServiceThrottles() throws Exception {
    // given
    Admission admission = admission(quota(0, 0, 0, 0, 0));
    for (int i = 0; i < 100; i++) {
      admission.attempted(
          new UpstreamAttempt(
              UpstreamStep.PREDICT,
              KeyHash.of(KEY),
              UpstreamAttempt.Result.RATE_LIMITED,
              429,
              Duration.ofMillis(1)));
    }
    admission.prediction(caller("team"));

    // when
    Failure failure = refusal(() -> admission.prediction(caller("team")));

    // then
    assertThat(failure).isInstanceOf(Failure.GatewayOverloaded.class);
    assertThat(admission.shed(Shed.UPSTREAM)).isEqualTo(1);
    assertThat(admission.state().upstreamLimit()).isEqualTo(1);
    admission.prediction(new Caller("other", new ApiKey("other-key"), POLICY));
  }

  private Admission admission(CallerQuota quota) {
    AdmissionSettings settings =
        new AdmissionSettings(
            new AdmissionSettings.Predictions(5, 5, Duration.ZERO, Duration.ofNanos(1)),
            1,
            1,
            new AdmissionSettings.Upstream(1, 5, Duration.ofMillis(100)),
            100,
            100,
            Duration.ofSeconds(1),
            quota,
            new AdmissionSettings.Connections(1, 0, Duration.ofMinutes(1), 1));
    return new Admission(settings, COSTS, TASK_LIFETIME, nanos::get, () -> 0.5);
  }

  private static CallerQuota quota(
      int predictions, int tasks, long mediaBytes, int requestsPerSecond, int burst) {
    return new CallerQuota(predictions, tasks, mediaBytes, 0, requestsPerSecond, burst);
  }

  private static Caller caller(String name) {
    return new Caller(name, KEY, POLICY);
  }

  private static Caller caller(String name, @Nullable QuotaOverride quota) {
    return new Caller(
        name,
        KEY,
        new CallerPolicy(
            POLICY.name(),
            POLICY.methods(),
            POLICY.models(),
            POLICY.upstreamKey(),
            POLICY.upstreamKeyFile(),
            quota));
  }

  private static AdmissionState idle() {
    return new AdmissionState(0, 0, 0, 0, 0, 0, 5);
  }

  private static Failure refusal(ThrowingCallable call) {
    FailureException refused = catchThrowableOfType(FailureException.class, call);
    assertThat(refused).isNotNull();
    return refused.failure();
  }
}
