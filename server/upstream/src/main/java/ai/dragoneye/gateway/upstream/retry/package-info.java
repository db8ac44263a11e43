/**
 * When a failed call is tried again: pure arithmetic, shared budgets and gates, and the loop that
 * obeys them.
 */
@NullMarked
package ai.dragoneye.gateway.upstream.retry;

import org.jspecify.annotations.NullMarked;
