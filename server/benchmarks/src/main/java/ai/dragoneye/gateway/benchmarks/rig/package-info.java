/**
 * What the benchmarks of the whole path have in common: gateways in processes of their own, the
 * simulator they call, and callers that cost as little as can be.
 */
@NullMarked
package ai.dragoneye.gateway.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
