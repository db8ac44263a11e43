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
    List<FaultTable> tables = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      // Code that runs for the first time is slow, and some cells have little patience.
      newRun(Kind.IMAGE.cells().findFirst().orElseThrow(), Kind.IMAGE).run();
      for (Started started : startAll(workers)) {
        List<Seen> seen = started.seen();
        tables.add(new FaultTable(started.kind().title(), seen).save());
        seen.forEach(cell -> differences.addAll(cell.differences()));
      }
    }

    // then
    tables.forEach(table -> System.out.println(table.titled()));
    assertThat(differences).isEmpty();
    assertThat(tables).allSatisfy(table -> assertThat(table.documented()).isEqualTo(table.text()));
  }

  private List<Started> startAll(ExecutorService workers) throws IOException {
    List<Started> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Future<Seen>> cells = new ArrayList<>();
      for (Cell cell : kind.cells().toList()) {
        cells.add(workers.submit(newRun(cell, kind)::run));
      }
      all.add(new Started(kind, cells));
    }
    return all;
  }

  private CellRun newRun(Cell cell, Kind kind) throws IOException {
    return new CellRun(cell, kind, Files.createTempDirectory(folder, "cell").toRealPath());
  }

  private record Started(Kind kind, List<Future<Seen>> cells) {
    List<Seen> seen() throws InterruptedException, ExecutionException {
      List<Seen> seen = new ArrayList<>();
      for (Future<Seen> cell : cells) {
        seen.add(cell.get());
      }
      return seen;
    }
  }
}
