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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults × phases. The expectations are the contract's: the error table, the comments of
 * ErrorReason, the rules of retries. The table of what was seen is printed, and kept in
 * server/docs/faults.md; {@code -Dfaults.write=true} renews it there.
 */
@ExtendWith(LeakCheck.class)
class FaultMatrixTest {
  // Cells mostly wait.
  private static final int AT_A_TIME = 16;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldFailAsDocumentedWhateverFailsWherever(Kind kind) throws Exception {
    // when
    List<Seen> seen = runAll(kind);

    // then
    FaultTable table = new FaultTable(kind.title(), seen).save();
    System.out.println(kind.title() + "\n\n" + table.text());
    assertThat(seen.stream().flatMap(cell -> cell.differences().stream()).toList()).isEmpty();
    assertThat(table.documented()).isEqualTo(table.text());
  }

  private List<Seen> runAll(Kind kind) throws IOException, InterruptedException {
    List<Seen> seen = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      List<Future<Seen>> running = new ArrayList<>();
      // Code that runs for the first time is slow, and some cells have little patience.
      List<Cell> cells = kind.cells().toList();
      seen.add(newRun(cells.getFirst(), kind).run());
      for (Cell cell : cells.subList(1, cells.size())) {
        running.add(workers.submit(newRun(cell, kind)::run));
      }
      for (Future<Seen> cell : running) {
        seen.add(cell.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    return seen;
  }

  private CellRun newRun(Cell cell, Kind kind) throws IOException {
    return new CellRun(cell, kind, Files.createTempDirectory(folder, "cell").toRealPath());
  }
}
