package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is made before the reader has room for it. */
class ResultStreamPaceTest {
  private final List<String> made = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @Test
  void shouldMakeEachMessageOnlyAfterTheReaderWasReadyForIt() throws InterruptedException {
    // given
    Sink sink = new Sink(Integer.MAX_VALUE);

    // when
    ResultCompletion completion = stream(sink).run(0);

    // then
    assertThat(made).containsExactly("h1", "h2", "0a", "0b", "2a", "2b");
    assertThat(sent).isEqualTo(made);
    assertThat(completion)
        .isEqualTo(ResultCompletion.newBuilder().setReadCount(3).setSentCount(2).build());
  }

  @Test
  void shouldMakeNothingForAReaderWhoIsNotReady() {
    for (int ready = 0; ready < 10; ready++) {
      // given
      made.clear();
      sent.clear();
      Sink sink = new Sink(ready);

      // when
      assertThatThrownBy(() -> stream(sink).run(0)).isInstanceOf(InterruptedException.class);

      // then
      assertThat(made).isEqualTo(sent).hasSizeLessThanOrEqualTo(ready);
    }
  }

  private ResultStream<String, String> stream(Sink sink) {
    ResumeTokens tokens =
        ResumeTokens.of(
            StreamKind.VIDEO_OBJECTS,
            ResultQuery.fromBeginning(
                new TaskName("task", "task"), ResultFilter.getDefaultInstance()),
            new ReceivedResults(
                ByteSource.of(new byte[0]),
                0,
                new ArchiveHeaders(null, null),
                new DecodeMemory(1)));
    return new ResultStream<>(new Source(), tokens, sink);
  }

  private Iterator<String> making(String... names) {
    Iterator<String> all = List.of(names).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public String next() {
        String name = all.next();
        made.add(name);
        return name;
      }
    };
  }

  /** Two headers and three elements of two parts, the second of which does not pass. */
  private final class Source implements ResultSource<String, String> {
    @Override
    public StreamKind kind() {
      return StreamKind.VIDEO_OBJECTS;
    }

    @Override
    public Iterator<String> headers() {
      return making("h1", "h2");
    }

    @Override
    public Elements<String> elements(long start) {
      return new Elements<>() {
        private int index = -1;

        @Override
        public boolean next() {
          index++;
          return index < 3;
        }

        @Override
        public long index() {
          return index;
        }

        @Override
        public boolean passes() {
          return index != 1;
        }

        @Override
        public Iterator<String> parts(String resumeToken) {
          return making(index + "a", index + "b");
        }

        @Override
        public void close() {}
      };
    }
  }

  /** Ready so many times, and only for one message each time. */
  private final class Sink implements ResultSink<String, String> {
    private int left;
    private boolean ready;

    Sink(int times) {
      this.left = times;
    }

    @Override
    public void awaitReady() throws InterruptedException {
      if (left == 0) {
        throw new InterruptedException("never ready again");
      }
      left--;
      ready = true;
    }

    @Override
    public void header(String header) {
      take(header);
    }

    @Override
    public void part(String part) {
      take(part);
    }

    @Override
    public void completion(ResultCompletion completion) {
      assertThat(ready).isTrue();
    }

    private void take(String message) {
      assertThat(ready).isTrue();
      ready = false;
      sent.add(message);
    }
  }
}
