/** The steps that are calls of the Dragoneye API, and what each answer means. */
@NullMarked
package ai.dragoneye.gateway.upstream.api;

import org.jspecify.annotations.NullMarked;
