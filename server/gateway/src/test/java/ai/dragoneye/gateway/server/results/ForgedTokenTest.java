package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that carry no secret can be made by anyone, for places that no result has. */
class ForgedTokenTest {
  private final ResumeTokens tokens =
      ResumeTokens.of(
          StreamKind.VIDEO_OBJECTS,
          ResultQuery.fromBeginning("task", ResultFilter.getDefaultInstance()),
          new ReceivedResults(
              ByteSource.of(new byte[9]),
              7,
              new ArchiveHeaders(null, "1"),
              new DecodeMemory(1 << 20)));

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void shouldRefuseIndexesOutOfRange(long index) {
    // when / then
    assertStale(() -> tokens.start(tokens.after(index)));
  }

  @Test
  void shouldRefuseAPlaceBeyondTheLastObject() {
    // given
    ScriptedObjects objects = objects(4);

    // when / then
    assertStale(() -> ObjectElements.of(objects, 4, VideoObjects::part));
    assertThat(objects.isClosed()).isTrue();
  }

  @Test
  void shouldEndAtThePlaceAfterTheLastObject() throws InterruptedException {
    // given
    Elements elements = ObjectElements.of(objects(3), 3, VideoObjects::part);

    // when / then
    assertThat(elements.next()).isFalse();
  }

  private static ScriptedObjects objects(int start) {
    return new ScriptedObjects(start, List.of(List.of(), List.of(), List.of()));
  }

  private static void assertStale(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.ResumeTokenStale.class));
  }
}
