package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.server.task.TaskName;
import ai.dragoneye.gateway.server.wire.SentMessages;
import ai.dragoneye.gateway.server.wire.WireMessage;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.results.DecodeMemory;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.VideoHeader;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing is made before the reader has room for it. */
class ResultStreamPaceTest {
  // Two headers, the first element, and after each of four parts.
  private static final int NEEDED = 7;

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
    for (int ready = 0; ready < NEEDED; ready++) {
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

  private ResultStream stream(Sink sink) {
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
    return new ResultStream(new Source(), tokens, sink);
  }

  /** A message that is told from others by its name. */
  private VideoHeader make(String name) {
    made.add(name);
    return VideoHeader.newBuilder().setTaskId(name).build();
  }

  /** Two headers and three elements of two parts, the second of which did not pass. */
  private final class Source implements ResultSource {
    @Override
    public StreamKind kind() {
      return StreamKind.VIDEO_OBJECTS;
    }

    @Override
    public Headers<VideoHeader> headers() {
      Iterator<String> names = List.of("h1", "h2").iterator();
      return new Headers<>() {
        @Override
        public void close() {}

        @Override
        public boolean hasNext() {
          return names.hasNext();
        }

        @Override
        public VideoHeader next() {
          return make(names.next());
        }
      };
    }

    @Override
    public Elements elements(long start) {
      return new ScriptedElements();
    }
  }

  private final class ScriptedElements implements Elements {
    private int index = -2;
    private Iterator<String> names = Collections.emptyIterator();

    @Override
    public boolean next() {
      index += 2;
      names = List.of(index + "a", index + "b").iterator();
      return index < 3;
    }

    @Override
    public long index() {
      return index;
    }

    @Override
    public long readCount() {
      return 3;
    }

    @Override
    public @Nullable WireMessage nextPart(String resumeToken) {
      return names.hasNext() ? WireMessage.of(make(names.next())) : null;
    }

    @Override
    public void close() {}
  }

  /** Ready so many times, and only for one message each time. */
  private final class Sink implements ResultSink {
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
    public void header(MessageLite header) {
      take(((VideoHeader) header).getTaskId());
    }

    @Override
    public void part(WireMessage part) {
      try {
        take(VideoHeader.parseFrom(SentMessages.bytes(part)).getTaskId());
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
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
