@NullMarked
package ai.dragoneye.gateway.app;

import org.jspecify.annotations.NullMarked;
