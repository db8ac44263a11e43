/**
 * HTTP exchanges on Netty: pools, names, TLS, proxy, and the wait of a virtual thread for their
 * end.
 */
@NullMarked
package ai.dragoneye.gateway.upstream.http;

import org.jspecify.annotations.NullMarked;
