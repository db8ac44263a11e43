package ai.dragoneye.gateway.upstream;

/**
 * Connections of one kind, to all hosts together.
 *
 * @param active in use
 * @param idle open and free
 * @param pending calls that wait for one
 */
public record PoolUse(int active, int idle, int pending) {}
