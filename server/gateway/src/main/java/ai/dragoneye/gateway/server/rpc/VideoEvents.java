package ai.dragoneye.gateway.server.rpc;

import ai.dragoneye.gateway.server.failure.CallPhase;
import ai.dragoneye.gateway.server.failure.PredictSent;
import ai.dragoneye.gateway.server.prediction.PredictionObserver;
import ai.dragoneye.gateway.server.results.ResultSink;
import ai.dragoneye.gateway.server.task.TaskMessages;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.MediaFamily;
import ai.dragoneye.gateway.upstream.TaskStatus;
import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictVideoResponse;
import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.MessageLite;
import java.time.Duration;

/**
 * The events of PredictVideo in their order: progress until the first header, the task once, then
 * the result. Progress and task never wait for the caller, the result does.
 */
final class VideoEvents implements PredictionObserver, ResultSink {
  private static final ResultSink.Envelope ENVELOPE =
      new ResultSink.Envelope(
          PredictVideoResponse.HEADER_FIELD_NUMBER,
          PredictVideoResponse.OBJECT_FIELD_NUMBER,
          PredictVideoResponse.COMPLETION_FIELD_NUMBER);

  private final CallProgress notes;
  private final Sending<WireMessage> sending;
  private final Outbound<WireMessage> outbound;
  private final ResultSink result;
  private final ProgressEvents progress;

  VideoEvents(
      Standing standing, Sending<WireMessage> sending, Duration stallTimeout, CallTimer timer) {
    this.notes = new CallProgress(standing, sending::announce);
    this.sending = sending;
    this.outbound = new Outbound<>(sending::hasRoom, sending::send, stallTimeout);
    this.result = ResultSink.to(outbound, ENVELOPE);
    this.progress =
        new ProgressEvents(
            sending::hasRoom,
            event -> send(event, PredictVideoResponse.PROGRESS_FIELD_NUMBER),
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
    send(
        TaskMessages.justAccepted(task, MediaFamily.VIDEO), PredictVideoResponse.TASK_FIELD_NUMBER);
  }

  @Override
  public void status(TaskStatus status) {
    progress.change(event -> event.setStatus(status.status()));
  }

  private void send(MessageLite event, int field) {
    sending.send(WireMessage.of(event).in(field));
  }

  @Override
  public void awaitReady() throws InterruptedException {
    result.awaitReady();
  }

  @Override
  public void header(MessageLite header) {
    progress.end();
    result.header(header);
  }

  @Override
  public void part(WireMessage part) {
    result.part(part);
  }

  @Override
  public void completion(ResultCompletion completion) {
    result.completion(completion);
  }
}
