package ai.dragoneye.gateway.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.dragoneye.gateway.v1.Phase;
import ai.dragoneye.gateway.v1.PredictionProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressEventsTest {
  private final CallTimer timer = new CallTimer();
  private final AtomicBoolean room = new AtomicBoolean(true);
  private final List<PredictionProgress> sent = new CopyOnWriteArrayList<>();
  private final ProgressEvents progress = new ProgressEvents(room::get, sent::add, timer);

  @AfterEach
  void stop() {
    timer.close();
  }

  @Test
  void shouldSendEachPhaseAtOnce() {
    // when
    progress.change(event -> event.setPhase(Phase.PHASE_BEGIN));
    progress.change(event -> event.setPhase(Phase.PHASE_UPLOAD));

    // then
    assertThat(sent)
        .extracting(PredictionProgress::getPhase)
        .containsExactly(Phase.PHASE_BEGIN, Phase.PHASE_UPLOAD);
  }

  @Test
  void shouldSendTheLatestOfManyBytesOnceItIsTime() {
    // given
    progress.change(event -> event.setPhase(Phase.PHASE_UPLOAD));

    // when
    for (int i = 1; i <= 1000; i++) {
      int bytes = i;
      progress.bytes(event -> event.setTransferredBytes(bytes));
    }

    // then
    await().until(() -> sent.size() == 2);
    assertThat(sent.getLast().getTransferredBytes()).isEqualTo(1000);
    await().during(Duration.ofMillis(300)).until(() -> sent.size() == 2);
  }

  @Test
  void shouldSendOnlyTheLatestToACallerWhoHadNoRoom() {
    // given
    room.set(false);
    progress.change(event -> event.setPhase(Phase.PHASE_BEGIN));
    progress.change(event -> event.setPhase(Phase.PHASE_UPLOAD));
    progress.change(event -> event.setPhase(Phase.PHASE_AWAIT).setStatus("processing"));
    assertThat(sent).isEmpty();

    // when
    room.set(true);
    progress.flush();
    progress.flush();

    // then
    assertThat(sent)
        .containsExactly(
            PredictionProgress.newBuilder()
                .setPhase(Phase.PHASE_AWAIT)
                .setStatus("processing")
                .build());
  }

  @Test
  void shouldSendNothingAfterItsEnd() {
    // given
    progress.change(event -> event.setPhase(Phase.PHASE_RESULTS));
    progress.bytes(event -> event.setTransferredBytes(1));

    // when
    progress.end();

    // then
    await().during(Duration.ofMillis(300)).until(() -> sent.size() == 1);
    assertThat(timer.pending()).isZero();
  }
}
