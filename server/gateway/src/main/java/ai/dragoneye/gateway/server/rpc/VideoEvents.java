package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.task.TaskMessages;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import java.time.Duration;

/**
 * The events of PredictVideo in their order: progress until the first header, the task once, then
 * the result. Progress and task never wait for the caller, the result does.
 */
final class VideoEvents implements PredictionObserver, ResultSink<VideoHeader, VideoObjectPart> {
  private final CallProgress notes;
  private final Sending<PredictVideoResponse> sending;
  private final Outbound<PredictVideoResponse> outbound;
  private final ProgressEvents progress;

  VideoEvents(
      Standing standing,
      Sending<PredictVideoResponse> sending,
      Duration stallTimeout,
      CallTimer timer) {
    this.notes = new CallProgress(standing, sending::announce);
    this.sending = sending;
    this.outbound = new Outbound<>(sending::hasRoom, sending::send, stallTimeout);
    this.progress =
        new ProgressEvents(
            sending::hasRoom,
            event -> sending.send(PredictVideoResponse.newBuilder().setProgress(event).build()),
            timer);
    sending.onRoom(this::roomAgain);
  }

  private void roomAgain() {
    progress.flush();
    outbound.roomAgain();
  }

  @Override
  public void phase(CallPhase phase) {
    notes.phase(phase);
    Phase sent = Phase.valueOf("PHASE_" + phase.name());
    progress.change(
        event ->
            phase == CallPhase.BEGIN
                ? event.setPhase(sent).setTransferredBytes(0)
                : event.setPhase(sent));
  }

  @Override
  public void totalBytes(long totalBytes) {
    progress.learn(event -> event.setTotalBytes(totalBytes));
  }

  @Override
  public void transferred(long transferredBytes) {
    progress.bytes(event -> event.setTransferredBytes(transferredBytes));
  }

  @Override
  public void predictSent(PredictSent sent) {
    notes.predictSent(sent);
  }

  @Override
  public void taskKnown(TaskName task) {
    notes.taskKnown(task);
  }

  @Override
  public void accepted(TaskName task) {
    notes.accepted(task);
    sending.send(
        PredictVideoResponse.newBuilder()
            .setTask(TaskMessages.justAccepted(task, MediaFamily.VIDEO))
            .build());
  }

  @Override
  public void status(TaskStatus status) {
    progress.change(event -> event.setStatus(status.status()));
  }

  @Override
  public void awaitReady() throws InterruptedException {
    outbound.awaitReady();
  }

  @Override
  public void header(VideoHeader header) {
    progress.end();
    outbound.send(PredictVideoResponse.newBuilder().setHeader(header).build());
  }

  @Override
  public void part(VideoObjectPart part) {
    outbound.send(PredictVideoResponse.newBuilder().setObject(part).build());
  }

  @Override
  public void completion(ResultCompletion completion) {
    outbound.send(PredictVideoResponse.newBuilder().setCompletion(completion).build());
  }
}
