package ai.dragoneye.gateway.upstream.results;

import ai.dragoneye.gateway.v1.VideoHeader;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An archive that a fixture's writer wrote, with what the official SDK reads in it. */
record Fixture(Path expected) {
  static Stream<Fixture> ofVideos() throws IOException {
    return all(".video.jsonl");
  }

  static Stream<Fixture> ofImages() throws IOException {
    return all(".image.jsonl");
  }

  /** All archives that there are. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".zip"))
          .map(file -> file.substring(0, file.length() - ".zip".length()))
          .sorted()
          .toList();
    }
  }

  /** The bytes of the archive of that name. */
  static byte[] archive(String name) {
    try {
      return Files.readAllBytes(directory().resolve(name + ".zip"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String name() {
    String file = expected.getFileName().toString();
    return file.substring(0, file.indexOf('.'));
  }

  long[] frameTimestamps() throws IOException {
    VideoHeader header =
        ProtoJson.parse(Files.readAllLines(expected).getFirst(), VideoHeader.getDefaultInstance());
    return header.getFrameTimestampsMicrosecondsList().stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  <T extends Message> List<T> objects(T prototype) throws IOException {
    List<T> objects = new ArrayList<>();
    for (String line : Files.readAllLines(expected).stream().skip(1).toList()) {
      objects.add(ProtoJson.parse(line, prototype));
    }
    return objects;
  }

  @Override
  public String toString() {
    return name();
  }

  private static Stream<Fixture> all(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .sorted()
          .map(Fixture::new)
          .toList()
          .stream();
    }
  }

  static Path directory() {
    URL url = Objects.requireNonNull(Fixture.class.getResource("/results"));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
