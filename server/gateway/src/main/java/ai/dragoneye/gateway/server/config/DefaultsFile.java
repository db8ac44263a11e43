package ai.dragoneye.gateway.server.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the commented file of defaults says of each key and section: its comment holds for it, and
 * for those after it that have none. A key without a default stands there as a comment itself.
 */
final class DefaultsFile {
  private static final Pattern COMMENT = Pattern.compile("(\\s*)# ?(.*)");
  private static final Pattern KEY = Pattern.compile("(\\s*)(- )?([a-z0-9_]+):(?: (.*))?");

  private final Map<String, Note> notes = new HashMap<>();
  private final List<String> known;
  private final Deque<Section> sections = new ArrayDeque<>();
  private final List<String> comment = new ArrayList<>();
  private final List<String> introduction = new ArrayList<>();
  private String meaning = "";

  /**
   * What is said.
   *
   * @param meaning the comment
   * @param value the default, or null where there is none
   * @param example a value for where there is no default, or null
   */
  record Note(String meaning, @Nullable String value, @Nullable String example) {}

  private record Section(int indent, String path) {}

  private DefaultsFile(List<String> known) {
    this.known = known;
  }

  /**
   * @param known the dotted paths of all keys
   */
  static DefaultsFile read(String text, List<String> known) {
    DefaultsFile file = new DefaultsFile(known);
    text.lines().forEach(file::line);
    return file;
  }

  /** What stands at the top, paragraph by paragraph. */
  List<String> introduction() {
    return List.copyOf(introduction);
  }

  @Nullable Note note(String path) {
    return notes.get(path);
  }

  private void line(String line) {
    Matcher comment = COMMENT.matcher(line);
    Matcher key = KEY.matcher(line);
    if (line.isBlank()) {
      endParagraph();
    } else if (comment.matches()) {
      comment(comment.group(1), comment.group(2));
    } else if (key.matches()) {
      key(key.group(1) + (key.group(2) == null ? "" : "  "), key.group(2) != null, key);
    }
  }

  private void endParagraph() {
    if (notes.isEmpty() && !comment.isEmpty()) {
      introduction.add(String.join(" ", comment));
    }
    comment.clear();
  }

  private void comment(String indent, String text) {
    Matcher key = KEY.matcher(text);
    String path = key.matches() ? path(indent.length(), key.group(3)) : null;
    if (path != null && known.contains(path)) {
      put(path, null, key.group(4));
    } else {
      if (text.isEmpty()) {
        endParagraph();
      } else {
        comment.add(text);
      }
    }
  }

  private void key(String indent, boolean firstOfEntry, Matcher key) {
    if (firstOfEntry) {
      Section list = sections.getFirst();
      sections.push(new Section(list.indent() + 1, list.path() + ConfigKey.ENTRY));
    }
    String path = path(indent.length(), key.group(3));
    String value = key.group(4);
    if (value == null) {
      meaning = "";
    }
    put(path, value, null);
    if (value == null) {
      sections.push(new Section(indent.length(), path));
      meaning = "";
    }
  }

  private String path(int indent, String name) {
    while (!sections.isEmpty() && sections.getFirst().indent() >= indent) {
      sections.pop();
    }
    return sections.isEmpty() ? name : sections.getFirst().path() + "." + name;
  }

  private void put(String path, @Nullable String value, @Nullable String example) {
    if (!comment.isEmpty()) {
      meaning = String.join(" ", comment);
      comment.clear();
    }
    notes.put(path, new Note(meaning, value, example));
  }
}
