/**
 * Fault scripting and the request log over HTTP, on a port of their own.
 *
 * <ul>
 *   <li>{@code POST /faults} adds one fault or an array of them; {@code GET} lists, {@code DELETE}
 *       clears. A fault names its {@code step} (begin, upload, predict, status, results), how many
 *       requests pass first ({@code after}, 0) and how many it hits ({@code times}, 1; 0 is all),
 *       and any of: {@code status}, {@code headers}, {@code body}, {@code early}, {@code
 *       carried_out}, {@code delay_ms}, {@code reset} (before_read, after_read), {@code
 *       bytes_per_second}, {@code stall_after} and {@code truncate_after} (bytes), {@code
 *       without_headers} (names).
 *   <li>{@code PUT /script} takes {@code statuses} and {@code inference_ms} for tasks begun later.
 *   <li>{@code PUT /results} takes an archive of at most 1 MiB that is sent, as it is, as the
 *       results of every predicted task from then on; {@code DELETE} goes back to the simulator's
 *       own.
 *   <li>{@code GET /requests} tells what was seen; {@code DELETE} forgets it.
 * </ul>
 */
@NullMarked
package ai.dragoneye.gateway.simulator.control;

import org.jspecify.annotations.NullMarked;
