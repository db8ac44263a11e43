package ai.dragoneye.gateway.server.admission;

import io.netty.util.internal.PlatformDependent;

/**
 * The memory that a JVM is given.
 *
 * @param heapBytes what {@code -Xmx} says
 * @param directBytes what {@code -XX:MaxDirectMemorySize} says, or as much as the heap without it
 */
public record JvmMemory(long heapBytes, long directBytes) {
  /** What this JVM has. */
  public static JvmMemory ofThisProcess() {
    return new JvmMemory(Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
  }
}
