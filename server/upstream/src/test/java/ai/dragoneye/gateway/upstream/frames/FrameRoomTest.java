package ai.dragoneye.gateway.upstream.frames;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.ResultArchive;
import ai.dragoneye.gateway.upstream.storage.ResultStorage;
import ai.dragoneye.gateway.upstream.testing.OpenFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of all frame views share the room of the results. */
class FrameRoomTest {
  private static final int SORT_MEMORY = 4 << 10;
  private static final long ROOM = 64L << 20;

  @TempDir private Path directory;
  private final ResultStorage storage = storage(ROOM);
  private final ResultArchive archive = Archives.open(new RandomResult(3, 300).archive(80, 300));

  @Test
  void shouldHoldItsFilesOnlyUntilItIsClosed() throws Exception {
    // when
    FrameView view = build(storage, 1 << 30);

    // then
    assertThat(storage.disk().free()).isPositive().isLessThan(ROOM);
    view.close();
    view.close();
    assertAllFree();
  }

  @Test
  void shouldRefuseWhatDoesNotFitBesideTheOthersUntilItDoes() throws Exception {
    // given
    long others = ROOM - 1_000;
    assertThat(storage.disk().reserve(others)).isTrue();

    // when / then
    assertFailure(() -> build(storage, 1 << 30))
        .isInstanceOfSatisfying(
            UpstreamFailure.NoRoom.class,
            failure -> {
              assertThat(failure.message()).contains("the frames", "max_total_bytes");
              assertThat(failure.retryAfter()).isPositive();
            });
    storage.disk().release(others);
    assertAllFree();
    build(storage, 1 << 30).close();
    assertAllFree();
  }

  @Test
  void shouldLeaveNothingReservedWhereTheViewIsTooLarge() throws Exception {
    // when / then
    assertFailure(() -> build(storage, 100_000))
        .isInstanceOf(UpstreamFailure.ResultsTooLarge.class);
    assertAllFree();
  }

  @Test
  void shouldLeaveNothingReservedWhenInterrupted() throws Exception {
    // given
    ResultStorage interrupting = storage(ROOM);
    assertThat(interrupting.disk().reserve(ROOM)).isTrue();
    interrupting
        .disk()
        .onShortage(
            () -> {
              Thread.currentThread().interrupt();
              interrupting.disk().release(ROOM);
              interrupting.disk().onShortage(() -> false);
              return true;
            });

    // when / then
    assertThatThrownBy(() -> build(interrupting, 1 << 30)).isInstanceOf(InterruptedException.class);
    assertThat(interrupting.disk().free()).isEqualTo(ROOM);
    assertAllFree();
  }

  private void assertAllFree() throws Exception {
    assertThat(storage.disk().free()).isEqualTo(ROOM);
    assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
  }

  private FrameView build(ResultStorage storage, long maxFileBytes) throws InterruptedException {
    return FrameView.build(
        archive, new FrameSettings(SORT_MEMORY, 0, maxFileBytes, directory), storage);
  }

  private ResultStorage storage(long room) {
    return new ResultStorage(new UpstreamSettings.Results(0, 0, room, room, 1 << 20, directory));
  }
}
