/** The {@code dragoneye} command line: one class a command, options they share as mixins. */
@NullMarked
package ai.dragoneye.gateway.cli;

import org.jspecify.annotations.NullMarked;
