package ai.dragoneye.gateway.upstream.frames;

/**
 * An encoded VideoFrame, or as much of one as fits the size that was asked for. Each piece of a
 * frame repeats its timestamp; objects append.
 *
 * @param buffer holds the message; belongs to the reader, which overwrites it with the next call
 * @param length bytes of the message, from the beginning of the buffer on; more than was asked for
 *     only where a single element with what is repeated before it takes more
 * @param continuedCategory where the first object of the piece continues the last one of the piece
 *     before: index in the whole object of the first of its categories here; else -1
 * @param continuedAttribute where that category continues, too: index in the whole category of the
 *     first of its attributes here; else -1
 * @param last whether the frame is complete with this piece
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never compared
public record FramePiece(
    byte[] buffer, int length, int continuedCategory, int continuedAttribute, boolean last) {}
