package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.archives.ResultFiles;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees to it that nobody is fast because of reading something else. */
record SameContents(String caseName) {
  /**
   * Fails where two subjects find different contents in a result, or one of ours fails to read it.
   *
   * @return why peers could not read it, for example for want of memory
   */
  Map<Subject, String> check(List<Subject> subjects, ResultFiles files)
      throws IOException, InterruptedException {
    Map<Subject, Contents> found = new LinkedHashMap<>();
    Map<Subject, String> unable = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      try {
        Optional<Contents> contents = subject.check(files);
        contents.ifPresent(some -> found.put(subject, some));
      } catch (IOException e) {
        if (JavaProcess.SUBJECTS.contains(subject.name())) {
          throw e;
        }
        unable.put(subject, "%s: %s".formatted(caseName, e.getMessage()));
      }
    }
    compare(found);
    return unable;
  }

  private void compare(Map<Subject, Contents> found) throws IOException {
    if (found.isEmpty()) {
      return;
    }
    Map.Entry<Subject, Contents> first = found.entrySet().iterator().next();
    for (Map.Entry<Subject, Contents> other : found.entrySet()) {
      if (!other.getValue().equals(first.getValue())) {
        throw new IOException(
            "%s: %s reads %s where %s reads %s"
                .formatted(
                    caseName,
                    other.getKey().name(),
                    other.getValue(),
                    first.getKey().name(),
                    first.getValue()));
      }
    }
  }
}
