package ai.dragoneye.gateway.server.failure;

/**
 * A field of a request that is missing or wrong.
 *
 * @param field path of the field within the request, for example {@code config.mime_type}
 * @param description what is wrong and what to do about it, a sentence without the final stop
 */
public record FieldViolation(String field, String description) {}
