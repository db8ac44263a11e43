/** How fast the results of videos are streamed, and to how many. */
@NullMarked
package ai.dragoneye.gateway.benchmarks.results;

import org.jspecify.annotations.NullMarked;
