package ai.dragoneye.gateway.upstream.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call has been through when it asks whether to try again.
 *
 * @param attempts attempts made so far, at least 1
 * @param elapsed time since the first attempt began
 * @param timeLeft what remains of the call's own time
 * @param retryAfter what the other side asked for, or null
 */
public record RetryHistory(
    int attempts, Duration elapsed, Duration timeLeft, @Nullable Duration retryAfter) {}
