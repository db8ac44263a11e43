package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.admission.BatchPlace;
import ai.dragoneye.gateway.server.admission.PredictionPlace;
import ai.dragoneye.gateway.server.config.MediaSettings;
import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.failure.MappedFailure;
import ai.dragoneye.gateway.server.media.BatchImage;
import ai.dragoneye.gateway.server.media.BatchInbox;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.telemetry.Outcome;
import ai.dragoneye.gateway.server.telemetry.PhaseTrack;
import ai.dragoneye.gateway.v1.ImagePrediction;
import ai.dragoneye.gateway.v1.PredictImagesResponse;
import ai.dragoneye.gateway.v1.PredictionConfig;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.MDC;

/**
 * Predicts the images of one call, each on a virtual thread of its own and so many at a time. An
 * image keeps its place until its answer was handed to a transport that had room for it: whoever
 * does not read is not read from.
 */
final class ImageBatch {
  private final Prediction prediction;
  private final BatchPlace place;
  private final MediaCall.Exchange<PredictImagesResponse> exchange;
  private final int maxInFlight;
  private final Semaphore places;
  private final Outbound<PredictImagesResponse> outbound;
  // One answer waits for room at a time, so that each has the whole timeout for itself.
  private final ReentrantLock turn = new ReentrantLock(true);
  private final BatchStanding standing;

  /** Predicts one image. */
  @FunctionalInterface
  interface Prediction {
    ImagePrediction of(BatchImage image, PredictionObserver observer) throws InterruptedException;
  }

  /** What comes of one image. */
  @FunctionalInterface
  private interface Answering {
    ImagePrediction get(PredictionObserver observer) throws InterruptedException;
  }

  /**
   * @param place of the whole batch; stays the caller's
   */
  ImageBatch(
      Prediction prediction,
      BatchPlace place,
      MediaCall.Exchange<PredictImagesResponse> exchange,
      MediaSettings settings) {
    this.prediction = prediction;
    this.place = place;
    this.exchange = exchange;
    this.maxInFlight = settings.batch().maxImagesInFlight();
    this.places = new Semaphore(maxInFlight);
    this.outbound =
        new Outbound<>(
            exchange.sending()::hasRoom, exchange.sending()::send, settings.stallTimeout());
    this.standing = new BatchStanding(exchange.context());
    exchange.sending().onRoom(outbound::roomAgain);
  }

  /** Answers every image of {@code inbox}. Interrupting it ends those in flight too. */
  void run(BatchInbox inbox) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        startAll(inbox, threads);
        exchange.context().phase(CallPhase.AWAIT);
        places.acquire(maxInFlight);
      } catch (InterruptedException | RuntimeException | Error e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private void startAll(BatchInbox inbox, ExecutorService threads) throws InterruptedException {
    places.acquire();
    for (BatchImage image = inbox.next(); image != null; image = inbox.next()) {
      BatchImage started = image;
      exchange.context().phase(CallPhase.ADMISSION);
      Answering answering = admit(image);
      exchange.context().phase(CallPhase.UPLOAD);
      threads.execute(() -> serve(started, answering, inbox));
      inbox.proceed();
      places.acquire();
    }
    places.release();
  }

  /** Before any of the image's media is asked for. */
  private Answering admit(BatchImage image) throws InterruptedException {
    CallPhase phase = CallPhase.REQUEST;
    try {
      PredictionConfig config = image.awaitConfig();
      phase = CallPhase.ADMISSION;
      PredictionPlace own = place.image(config.hasSizeBytes() ? config.getSizeBytes() : null);
      return observer -> {
        try (own) {
          return prediction.of(image, new PlacedPrediction(observer, own));
        }
      };
    } catch (FailureException refused) {
      return refused(phase, refused);
    }
  }

  private static Answering refused(CallPhase phase, FailureException refusal) {
    return observer -> {
      observer.phase(phase);
      throw refusal;
    };
  }

  private void serve(BatchImage image, Answering answering, BatchInbox inbox) {
    MDC.put("trace_id", exchange.context().traceId());
    Standing own = standing.ofImage();
    try {
      answer(answerTo(image, answering, own));
    } catch (InterruptedException _) {
      takeLeave(image, own);
    } catch (RuntimeException | Error e) {
      endCall(Ending.thrown(e));
    } finally {
      inbox.answered();
      places.release();
    }
  }

  private PredictImagesResponse answerTo(BatchImage image, Answering answering, Standing own)
      throws InterruptedException {
    PredictImagesResponse response;
    PhaseTrack track = own.track();
    try (image;
        var _ = track.attach()) {
      response =
          responseTo(image)
              .setPrediction(answering.get(new CallProgress(own, taskId -> {})))
              .build();
      track.end(Outcome.OK, null);
    } catch (RuntimeException | Error e) {
      MappedFailure failure = report(Ending.thrown(e), own);
      track.end(Outcome.FAILED, failure.reason());
      response = failed(image, failure);
    } finally {
      // Where it was interrupted.
      track.end(Outcome.CANCELLED, null);
    }
    return response;
  }

  /**
   * Only the end of the whole call interrupts an image. Where that is the gateway's own, each image
   * in flight names its task, which goes on without this gateway. These few messages wait for no
   * room.
   */
  private void takeLeave(BatchImage image, Standing own) {
    if (exchange.work().stopFailure() instanceof Failure.GatewayDraining draining) {
      exchange.sending().send(failed(image, report(new Ending(draining, null), own)));
    }
  }

  private static PredictImagesResponse failed(BatchImage image, MappedFailure failure) {
    return responseTo(image).setError(failure.predictionError()).build();
  }

  private static PredictImagesResponse.Builder responseTo(BatchImage image) {
    return PredictImagesResponse.newBuilder().setImageId(image.id());
  }

  private MappedFailure report(Ending ending, Standing of) {
    return ending.report(of, exchange.context().traceId());
  }

  private void endCall(Ending ending) {
    if (ending.cause() != null) {
      report(ending, exchange.context().standing());
    }
    exchange.work().stop(ending.failure());
  }

  private void answer(PredictImagesResponse response) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      outbound.awaitReady();
      outbound.send(response);
    } finally {
      turn.unlock();
    }
  }
}
