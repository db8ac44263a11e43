@NullMarked
package ai.dragoneye.gateway.cli.view;

import org.jspecify.annotations.NullMarked;
