package ai.dragoneye.gateway.client;

/**
 * Where an object or a frame stands in its result.
 *
 * @param index its place in the whole result, from 0, counted before any filter
 * @param resumeToken names the place right after it, for {@link ResultOptions.Builder#resumeToken}
 */
public record ResultPlace(long index, String resumeToken) {}
