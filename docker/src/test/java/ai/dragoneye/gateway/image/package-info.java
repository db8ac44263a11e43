/** The image as it is shipped, in containers. */
@NullMarked
package ai.dragoneye.gateway.image;

import org.jspecify.annotations.NullMarked;
