/** What the tests stand on: a scripted HTTP server, media, leak and thread watches. */
@NullMarked
package ai.dragoneye.gateway.upstream.testing;

import org.jspecify.annotations.NullMarked;
