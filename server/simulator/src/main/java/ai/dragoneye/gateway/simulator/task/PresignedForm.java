package ai.dragoneye.gateway.simulator.task;

import java.time.Instant;
import java.util.List;

/**
 * The permission to upload one media once: fields to be sent back as they are, before the file.
 *
 * @param blobPath where the store puts the media
 * @param fields the fields in their order
 * @param expires when it ends
 */
public record PresignedForm(String blobPath, List<Field> fields, Instant expires) {
  public PresignedForm {
    fields = List.copyOf(fields);
  }

  /** One field of the form. */
  public record Field(String name, String value) {}
}
