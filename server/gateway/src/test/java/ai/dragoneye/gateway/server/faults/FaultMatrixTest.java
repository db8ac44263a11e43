package ai.dragoneye.gateway.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults × phases × kinds of calls. The expectations are the contract's: the error table, the
 * comments of ErrorReason, the rules of retries. The tables of what was seen are printed, and kept
 * in server/docs/faults.md; {@code -Dfaults.write=true} renews them there.
 */
@ExtendWith(LeakCheck.class)
class FaultMatrixTest {
  // Cells mostly wait.
  private static final int AT_A_TIME = 16;

  @TempDir private Path folder;

  @Test
  void shouldFailAsDocumentedWhateverFailsWherever() throws Exception {
    // when
    List<Seen> seen = runAll();

    // then
    List<FaultTable> tables =
        Stream.of(Kind.WITH_MEDIA, Kind.READING)
            .map(title -> new FaultTable(title, seen).save())
            .toList();
    tables.forEach(table -> System.out.println(table.titled()));
    assertThat(seen.stream().flatMap(cell -> cell.differences().stream()).toList()).isEmpty();
    assertThat(tables).allSatisfy(table -> assertThat(table.documented()).isEqualTo(table.text()));
  }

  private List<Seen> runAll() throws IOException, InterruptedException, ExecutionException {
    // Code that runs for the first time is slow, and some cells have little patience.
    newRun(Kind.IMAGE.cells().findFirst().orElseThrow(), Kind.IMAGE).run();
    List<Seen> seen = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<Seen>> running = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        for (Cell cell : kind.cells().toList()) {
          running.add(workers.submit(newRun(cell, kind)::run));
        }
      }
      for (Future<Seen> cell : running) {
        seen.add(cell.get());
      }
    }
    return seen;
  }

  private CellRun newRun(Cell cell, Kind kind) throws IOException {
    return new CellRun(cell, kind, Files.createTempDirectory(folder, "cell").toRealPath());
  }
}
