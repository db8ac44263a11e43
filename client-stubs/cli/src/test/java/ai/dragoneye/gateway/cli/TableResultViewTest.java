package ai.dragoneye.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.cli.view.Numbered;
import ai.dragoneye.gateway.client.ResultPlace;
import com.google.protobuf.StringValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableResultViewTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TableResultView<String, StringValue> view =
      new TableResultView<>(
          new Output(
              new Environment(
                  InputStream.nullInputStream(),
                  out,
                  new PrintWriter(new StringWriter()),
                  name -> null,
                  Set.of())),
          TableResultViewTest::block,
          nanos::get);

  /** One line a block, to see where it ends. */
  private static List<String> block(List<Numbered<StringValue>> elements) {
    return List.of("%d elements".formatted(elements.size()));
  }

  @BeforeEach
  void takeHeader() {
    pass(10_000);
    view.header("");
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void take(int elements, int characters) throws IOException {
    for (int element = 0; element < elements; element++) {
      view.element(StringValue.of("x".repeat(characters)), new ResultPlace(element, ""));
    }
  }

  private List<String> shown() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void shouldEndABlockOfManyElements() throws IOException {
    take(99, 1);
    assertThat(shown()).isEmpty();

    take(2, 1);

    assertThat(shown()).containsExactly("100 elements");
  }

  @Test
  void shouldNotHoldBackManyBytes() throws IOException {
    take(1, 200 * 1024);
    assertThat(shown()).isEmpty();

    take(2, 100 * 1024);

    assertThat(shown()).containsExactly("2 elements");
  }

  @Test
  void shouldShowElementsThatComeSlowlyAsTheyCome() throws IOException {
    take(1, 1);
    pass(499);
    take(1, 1);
    assertThat(shown()).isEmpty();

    pass(1);
    take(1, 1);
    take(1, 1);
    pass(500);
    take(1, 1);

    assertThat(shown()).containsExactly("3 elements", "2 elements");
  }
}
