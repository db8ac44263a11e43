@NullMarked
package ai.dragoneye.gateway.app.demo;

import org.jspecify.annotations.NullMarked;
