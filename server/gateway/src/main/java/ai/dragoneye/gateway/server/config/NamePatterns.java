package ai.dragoneye.gateway.server.config;

import java.util.List;

/**
 * Which names are meant. In a pattern {@code *} stands for any characters, none included;
 * everything else stands for itself. Matching takes time in proportion to pattern and name.
 *
 * @param patterns at least one; a name is meant where one of them matches
 */
public record NamePatterns(List<String> patterns) {
  private static final String ANYTHING = "*";

  public NamePatterns {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty() || patterns.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("must be a list of names, in which * stands for anything");
    }
  }

  /** Whether {@code name} is meant. */
  public boolean matches(String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  /** Whether every name is meant. */
  public boolean matchAll() {
    return patterns.contains(ANYTHING);
  }

  /** Whether {@code name} fits {@code pattern}. */
  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int taken = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        taken = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        // The last star takes one more.
        p = star + 1;
        n = ++taken;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
