package ai.dragoneye.gateway.upstream.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What fixtures.json says about all fixtures. */
final class FixtureManifest {
  /** Not the build's copy, which keeps what was removed since. */
  private static final Path DIRECTORY = Path.of("src/test/resources/results");

  private FixtureManifest() {}

  /**
   * @param zip SHA-256 of the archive
   * @param expected the file with the values it has, or null where a test says them
   * @param values corner cases among its values
   */
  record Entry(
      String name, String zip, @Nullable String expected, String jsonl, List<String> values) {}

  static List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : JsonMapper.shared().readTree(Files.readString(file("fixtures.json")))) {
      entries.add(
          new Entry(
              entry.get("name").stringValue(),
              entry.get("zip").stringValue(),
              entry.path("expected").stringValue(null),
              entry.path("jsonl").stringValue(""),
              entry.path("values").valueStream().map(JsonNode::stringValue).toList()));
    }
    return entries;
  }

  static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  static String digest(String name) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file(name))));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
