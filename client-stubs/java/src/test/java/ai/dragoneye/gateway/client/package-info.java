@NullMarked
package ai.dragoneye.gateway.client;

import org.jspecify.annotations.NullMarked;
