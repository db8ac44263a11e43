package ai.dragoneye.gateway.upstream.frames;

/**
 * What an object looks like without its box: an encoded FrameObject that lacks its observation.
 *
 * @param bytes the message; not to be changed
 * @param headBytes how many of them come before the observation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Appearance(byte[] bytes, int headBytes) {}
