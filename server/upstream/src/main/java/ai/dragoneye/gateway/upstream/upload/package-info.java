/**
 * The presigned upload: multipart body fed by demand, checks before the closing boundary, the
 * store's answer.
 */
@NullMarked
package ai.dragoneye.gateway.upstream.upload;

import org.jspecify.annotations.NullMarked;
