/**
 * Client of the Dragoneye gateway, shaped like the official Dragoneye SDK.
 *
 * <p>Start at {@link ai.dragoneye.gateway.client.Dragoneye}. Results are the messages of {@code
 * ai.dragoneye.gateway.v1}; every failure of a call is a {@link
 * ai.dragoneye.gateway.client.DragoneyeException}.
 */
@NullMarked
package ai.dragoneye.gateway.client;

import org.jspecify.annotations.NullMarked;
