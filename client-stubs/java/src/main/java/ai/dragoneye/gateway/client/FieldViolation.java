package ai.dragoneye.gateway.client;

import java.io.Serializable;

/**
 * A field of a request that the gateway refused.
 *
 * @param field path of the field, for example {@code config.model}
 * @param description what is wrong and what to do
 */
public record FieldViolation(String field, String description) implements Serializable {}
