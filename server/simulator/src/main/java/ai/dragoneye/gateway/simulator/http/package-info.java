/**
 * The HTTP transport: one request at a time per connection, read on demand, answered with faults
 * applied.
 */
@NullMarked
package ai.dragoneye.gateway.simulator.http;

import org.jspecify.annotations.NullMarked;
