package ai.dragoneye.gateway.upstream;

/**
 * A Dragoneye API key. Never printed: {@link #toString()} hides it.
 *
 * @param value the key as it goes into the {@code X-API-Key} header
 */
public record ApiKey(String value) {
  public ApiKey {
    if (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a Dragoneye API key consists of one or more visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
