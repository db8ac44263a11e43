/** Responses as the bytes that go out, for those that are too many to be made as messages. */
@NullMarked
package ai.dragoneye.gateway.server.wire;

import org.jspecify.annotations.NullMarked;
