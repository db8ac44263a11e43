package ai.dragoneye.gateway.upstream.results;

/**
 * An encoded VideoDetectedObject or ImageDetectedObject, or as much of one as fits the size that
 * was asked for. Each piece of an object repeats its id (for an image: and its box); repeated
 * fields append. Where a piece goes on in the middle of a category, and of an attribute in it, the
 * first one of the piece repeats the scalar fields of the one it continues.
 *
 * @param buffer holds the message; belongs to the reader, which overwrites it with the next call
 * @param offset where in the buffer the message starts
 * @param length bytes of the message; more than was asked for only where a single element with what
 *     is repeated before it takes more
 * @param continuedCategory index in the whole object of the category that the first category of the
 *     piece continues, or -1
 * @param continuedAttribute index in that whole category of the attribute that its first attribute
 *     continues, or -1
 * @param last whether the object is complete with this piece
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never compared
public record ObjectPiece(
    byte[] buffer,
    int offset,
    int length,
    int continuedCategory,
    int continuedAttribute,
    boolean last) {}
