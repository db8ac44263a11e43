@NullMarked
package ai.dragoneye.gateway.upstream.results;

import org.jspecify.annotations.NullMarked;
