package ai.dragoneye.gateway.server.config;

import java.util.Collection;
import java.util.Comparator;

/** What somebody who mistyped a key may have meant. */
final class Suggestion {
  private static final int FAR = 3;

  private Suggestion() {}

  static String among(Collection<String> known, String typed) {
    String nearest =
        known.stream().min(Comparator.comparingInt(key -> distance(key, typed))).orElseThrow();
    if (distance(nearest, typed) <= FAR) {
      return "did you mean " + nearest + "?";
    }
    return "known are " + String.join(", ", known.stream().sorted().toList());
  }

  /** Levenshtein. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
