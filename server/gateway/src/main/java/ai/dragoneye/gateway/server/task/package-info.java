/** Tasks that were predicted, here or elsewhere: their ids, their status, the polling behind it. */
@NullMarked
package ai.dragoneye.gateway.server.task;

import org.jspecify.annotations.NullMarked;
