@NullMarked
package ai.dragoneye.gateway.cli;

import org.jspecify.annotations.NullMarked;
