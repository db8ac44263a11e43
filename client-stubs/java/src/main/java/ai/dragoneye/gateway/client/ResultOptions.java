package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultFilter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Options of reading a result. Immutable, safe to share between calls and threads. */
public final class ResultOptions {
  private static final ResultOptions DEFAULTS = builder().build();

  private final @Nullable ResultFilter filter;
  private final @Nullable String resumeToken;
  private final @Nullable Duration deadline;

  private ResultOptions(Builder builder) {
    filter = builder.filter;
    resumeToken = builder.resumeToken;
    deadline = builder.deadline;
  }

  /** The whole result from its beginning, for as long as that takes. */
  public static ResultOptions defaults() {
    return DEFAULTS;
  }

  /** Begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  @Nullable ResultFilter filter() {
    return filter;
  }

  @Nullable String resumeToken() {
    return resumeToken;
  }

  @Nullable Duration deadline() {
    return deadline;
  }

  /** Collects options. Not for several threads. */
  public static final class Builder {
    private @Nullable ResultFilter filter;
    private @Nullable String resumeToken;
    private @Nullable Duration deadline;

    private Builder() {}

    /** Which objects or frames to read; what passes is never trimmed. Absent: all. */
    public Builder filter(ResultFilter selection) {
      filter = selection;
      return this;
    }

    /**
     * Where to go on: a token of an earlier stream of the same kind, task and filter. One that does
     * not fit ends the stream with {@link ResumeTokenStaleException}. Absent: from the beginning.
     */
    public Builder resumeToken(String token) {
      resumeToken = token;
      return this;
    }

    /**
     * How long the reading may take in all, counted from its beginning and over all reconnections.
     * After that it ends with {@link DeadlineExceededException}. Absent: as long as it takes.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder deadline(Duration limit) {
      deadline = Durations.positive("deadline", limit);
      return this;
    }

    /** Makes the options. */
    public ResultOptions build() {
      return new ResultOptions(this);
    }
  }
}
