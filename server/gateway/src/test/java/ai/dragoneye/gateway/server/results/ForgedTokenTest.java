package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ObjectReader;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.util.Iterator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that carry no secret can be made by anyone, for places that no result has. */
class ForgedTokenTest {
  private final ResumeTokens tokens =
      ResumeTokens.of(
          StreamKind.VIDEO_OBJECTS,
          ResultQuery.fromBeginning(
              new TaskName("task", "task"), ResultFilter.getDefaultInstance()),
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
    Elements<String> elements = objects(3, 4);

    // when / then
    for (int i = 0; i < 3; i++) {
      assertThat(elements.next()).isTrue();
    }
    assertStale(elements::next);
  }

  @Test
  void shouldEndAtThePlaceAfterTheLastObject() {
    // given
    Elements<String> elements = objects(3, 3);

    // when / then
    for (int i = 0; i < 3; i++) {
      assertThat(elements.next()).isTrue();
    }
    assertThat(elements.next()).isFalse();
  }

  private static Elements<String> objects(int count, long start) {
    Iterator<String> objects = List.of("a", "b", "c").subList(0, count).iterator();
    ObjectReader<String> reader =
        new ObjectReader<>() {
          @Override
          public @Nullable String next() {
            return objects.hasNext() ? objects.next() : null;
          }

          @Override
          public void close() {}
        };
    return new ObjectElements<>(
        reader, _ -> true, (_, object, _) -> List.of(object).iterator(), start);
  }

  private static void assertStale(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.ResumeTokenStale.class));
  }
}
