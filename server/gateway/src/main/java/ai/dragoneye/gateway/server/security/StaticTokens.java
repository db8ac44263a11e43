package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of which only the hashes are known, each with its caller's name. Immutable. */
final class StaticTokens {
  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+([0-9a-fA-F]{64})");

  private final List<Entry> entries;

  private static final class Entry {
    private final String name;
    private final byte[] sha256;

    Entry(String name, byte[] sha256) {
      this.name = name;
      this.sha256 = sha256;
    }
  }

  private StaticTokens(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads lines of a name and a hash; empty ones and those that begin with # are passed over.
   *
   * @throws ConfigException where a line is neither, with its number and nothing of it
   */
  static StaticTokens parse(Path file, byte[] content) {
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : new String(content, StandardCharsets.UTF_8).split("\\R", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        entries.add(entry(file + ":" + number, line.strip()));
      }
    }
    return new StaticTokens(entries);
  }

  private static Entry entry(String place, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || !CallerNames.usable(matcher.group(1))) {
      throw new ConfigException(
          "authentication.tokens_file: "
              + place
              + ": must be a caller's name, a space, and its token's SHA-256 in hex");
    }
    return new Entry(matcher.group(1), HexFormat.of().parseHex(matcher.group(2)));
  }

  /** Whose token it is. Takes as long for any token. */
  Optional<String> nameOf(String token) {
    byte[] sha256 = Sha256.of(token);
    String found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.sha256, sha256)) {
        found = entry.name;
      }
    }
    return Optional.ofNullable(found);
  }
}
