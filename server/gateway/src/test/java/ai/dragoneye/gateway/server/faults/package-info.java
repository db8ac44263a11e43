/** What callers meet when the service fails: each fault in each phase, for each kind of call. */
@NullMarked
package ai.dragoneye.gateway.server.faults;

import org.jspecify.annotations.NullMarked;
