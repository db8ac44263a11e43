package ai.dragoneye.gateway.benchmarks.decode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Sees to it that nobody is fast because of reading something else. */
record SameContents(String caseName) {
  /** Fails where two subjects find different contents in a result. */
  void check(List<Subject> subjects, ResultFiles files) throws IOException, InterruptedException {
    String first = "";
    Contents expected = null;
    for (Subject subject : subjects) {
      Optional<Contents> found = subject.check(files);
      if (found.isEmpty()) {
        continue;
      }
      if (expected == null) {
        first = subject.name();
        expected = found.get();
      } else if (!expected.equals(found.get())) {
        throw new IOException(
            "%s: %s reads %s where %s reads %s"
                .formatted(caseName, subject.name(), found.get(), first, expected));
      }
    }
  }
}
