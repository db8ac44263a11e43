package ai.dragoneye.gateway.server.admission;

import ai.dragoneye.gateway.server.admission.PredictionClaim.Kind;
import ai.dragoneye.gateway.server.config.AdmissionSettings;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.security.Caller;
import ai.dragoneye.gateway.upstream.UpstreamAttempt;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in, or sends them away before anything of theirs is read.
 *
 * <p>Predictions, streams and reads have places of their own, so that none of them takes those of
 * another. A caller's own quotas are held against it at once; where the gateway is full, a call
 * waits a moment, and places that become free go to the callers that hold the fewest.
 *
 * <p>Thread-safe. Methods that let calls in wait, and are meant for virtual threads; they end with
 * a {@link FailureException}, with CallerQuotaExceeded or GatewayOverloaded, where a call is sent
 * away.
 */
public final class Admission {
  private final AdmissionSettings settings;
  private final MediaCosts costs;
  private final DoubleSupplier jitter;
  private final CallRates rates;
  private final PredictionGate predictions;
  private final CallGate streams;
  private final CallGate reads;
  private final RequestMemory requests;
  private final Map<Shed, LongAdder> shed = new ConcurrentHashMap<>();
  private final ShedLog log;

  /**
   * Everything is free at first.
   *
   * @param taskLifetime how long a task counts that nobody saw end
   */
  public Admission(AdmissionSettings settings, MediaCosts costs, Duration taskLifetime) {
    this(
        settings,
        costs,
        taskLifetime,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * With a clock and randomness of the caller's.
   *
   * @param jitter numbers from 0 (inclusive) to 1 (exclusive); called by many threads
   */
  Admission(
      AdmissionSettings settings,
      MediaCosts costs,
      Duration taskLifetime,
      LongSupplier nanoTime,
      DoubleSupplier jitter) {
    this.settings = settings;
    this.costs = costs;
    this.jitter = jitter;
    this.log = new ShedLog(nanoTime);
    this.rates = new CallRates(nanoTime);
    this.predictions = new PredictionGate(settings, taskLifetime, nanoTime);
    this.requests = new RequestMemory(settings.requestBytes());
    int maxWaiting = settings.predictions().maxWaiting();
    this.streams =
        new CallGate(
            settings.maxStreams(), Shed.STREAMS, party -> party.quota().streams(), maxWaiting);
    this.reads = new CallGate(settings.maxReads(), Shed.READS, _ -> 0, maxWaiting);
  }

  /** Lets in a call that predicts one media. */
  public PredictionPlace prediction(Caller caller) throws InterruptedException {
    Party party = Party.of(caller, settings.quota());
    passRate(party);
    return enter(party, Kind.CALL, costs.call(), settings.predictions().maxWait());
  }

  /** Lets in a call that predicts many images; each of them asks for a place of its own. */
  public BatchPlace batch(Caller caller) throws InterruptedException {
    Party party = Party.of(caller, settings.quota());
    passRate(party);
    PredictionPlace place =
        enter(party, Kind.BATCH, costs.batch(), settings.predictions().maxWait());
    return new BatchPlace(this, place, party);
  }

  PredictionPlace image(Party party, @Nullable Long sizeBytes) throws InterruptedException {
    long bytes = sizeBytes == null ? costs.image() : Math.clamp(sizeBytes, 0, costs.image());
    return enter(party, Kind.IMAGE, bytes, settings.predictions().maxImageWait());
  }

  private PredictionPlace enter(Party party, Kind kind, long mediaBytes, Duration limit)
      throws InterruptedException {
    PredictionClaim claim = new PredictionClaim(predictions, party, kind, mediaBytes);
    requireNone(predictions.enter(claim, limit));
    return new PredictionPlace(predictions, claim);
  }

  /** Lets in a call that streams statuses or results. */
  public CallPlace stream(Caller caller) throws InterruptedException {
    Party party = Party.of(caller, settings.quota());
    return enter(streams, party);
  }

  /** Lets in a call that is answered with one message and takes no media. */
  public CallPlace read(Caller caller) throws InterruptedException {
    Party party = Party.of(caller, settings.quota());
    return enter(reads, party);
  }

  private CallPlace enter(CallGate gate, Party party) throws InterruptedException {
    passRate(party);
    requireNone(gate.enter(party, settings.predictions().maxWait()));
    return () -> gate.leave(party);
  }

  /** Memory for requests that carry no media. */
  public RequestMemory requests() {
    return requests;
  }

  /** What ends a call that there is none left for. */
  public FailureException refuseRequest() {
    return refuseForNow(Shed.REQUESTS);
  }

  private void passRate(Party party) {
    Duration wait = rates.take(party);
    if (wait.isPositive()) {
      throw refuse(Shed.CALLER_RATE, wait);
    }
  }

  private void requireNone(@Nullable Shed missing) {
    if (missing != null) {
      throw refuseForNow(missing);
    }
  }

  private FailureException refuseForNow(Shed reason) {
    // Spread, so that those refused together do not come back together.
    double spread = 1 + jitter.getAsDouble();
    return refuse(reason, Duration.ofNanos((long) (settings.retryAfter().toNanos() * spread)));
  }

  private FailureException refuse(Shed reason, Duration retryAfter) {
    shed.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    log.shed(reason);
    return new FailureException(reason.failure(retryAfter));
  }

  /** A task has ended: it no longer counts for whoever predicted it. */
  public void taskEnded(String taskUuid) {
    predictions.taskEnded(taskUuid);
  }

  /** Learns from a request to the service that is over how much it can take. */
  public void attempted(UpstreamAttempt attempt) {
    predictions.note(attempt);
  }

  /** How many calls and images were sent away for this reason so far. */
  public long shed(Shed reason) {
    LongAdder count = shed.get(reason);
    return count == null ? 0 : count.sum();
  }

  /** What is let in at the moment. */
  public AdmissionState state() {
    PredictionGate.Usage usage = predictions.usage();
    return new AdmissionState(
        usage.predictions(),
        usage.waiting(),
        usage.tasks(),
        usage.mediaBytes(),
        streams.calls(),
        reads.calls(),
        usage.upstreamLimit());
  }

  /** The limits that hold. */
  public AdmissionSettings settings() {
    return settings;
  }
}
