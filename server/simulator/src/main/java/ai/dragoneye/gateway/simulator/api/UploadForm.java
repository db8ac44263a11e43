package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.media.MediaIntake;
import ai.dragoneye.gateway.simulator.multipart.PartHeaders;
import ai.dragoneye.gateway.simulator.multipart.PartListener;
import ai.dragoneye.gateway.simulator.task.PresignedForm;
import ai.dragoneye.gateway.simulator.task.PresignedForm.Field;
import ai.dragoneye.gateway.simulator.task.Task;
import ai.dragoneye.gateway.simulator.traffic.UploadTrace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the parts of an upload to its presigned form: every field as issued, in order, then the
 * file, then nothing.
 */
final class UploadForm implements PartListener {
  private static final String FILE = "file";
  private static final int MAX_FIELD = 16 * 1024;

  private final PresignedForm form;
  private final Instant now;
  private final long maxBytes;
  private final MediaIntake intake;
  private final UploadTrace trace;
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private int fieldsSeen;
  private boolean inFile;
  private boolean fileSeen;

  UploadForm(Task task, ApiState state, UploadTrace trace) {
    this.form = task.form();
    this.now = state.now();
    this.maxBytes = state.uploads().maxBytes();
    this.intake = new MediaIntake(task.request().family(), state.uploads().keeping());
    this.trace = trace;
  }

  /** The media taken. */
  MediaIntake intake() {
    return intake;
  }

  /** Checks that the file was there; called when the body is complete. */
  void requireComplete() {
    if (!fileSeen) {
      throw new StoreRejection(
          400,
          "IncorrectNumberOfFilesInPostRequest",
          "POST requires exactly one file upload per request.");
    }
  }

  @Override
  public void partBegins(PartHeaders headers) {
    value.reset();
    if (fileSeen) {
      throw StoreRejection.malformed("Nothing may follow the file: " + headers.name());
    }
    if (headers.name().equals(FILE)) {
      fileBegins(headers);
    } else {
      fieldBegins(headers);
    }
  }

  private void fileBegins(PartHeaders headers) {
    if (fieldsSeen < form.fields().size()) {
      throw StoreRejection.accessDenied(
          "Invalid according to Policy: missing field " + form.fields().get(fieldsSeen).name());
    }
    if (now.isAfter(form.expires())) {
      throw StoreRejection.accessDenied("Invalid according to Policy: Policy expired.");
    }
    if (!headers.fileName().equals(Optional.of(FILE))) {
      throw StoreRejection.malformed("The file part must be named 'file'.");
    }
    inFile = true;
  }

  private void fieldBegins(PartHeaders headers) {
    List<Field> fields = form.fields();
    if (fields.stream().noneMatch(field -> field.name().equals(headers.name()))) {
      throw StoreRejection.accessDenied(
          "Invalid according to Policy: Extra input fields: " + headers.name());
    }
    boolean expected =
        fieldsSeen < fields.size() && fields.get(fieldsSeen).name().equals(headers.name());
    if (!expected || headers.fileName().isPresent()) {
      throw StoreRejection.malformed("Field out of order or repeated: " + headers.name());
    }
  }

  @Override
  public void partData(byte[] bytes, int offset, int length) {
    if (!inFile) {
      if (value.size() + length > MAX_FIELD) {
        throw new StoreRejection(
            400, "MaxPostPreDataLengthExceeded", "The fields before the file are too large.");
      }
      value.write(bytes, offset, length);
      return;
    }
    trace.mediaReceived(length);
    if (intake.size() + length > maxBytes) {
      throw tooLarge();
    }
    intake.take(bytes, offset, length);
  }

  static StoreRejection tooLarge() {
    return new StoreRejection(
        400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
  }

  @Override
  public void partEnds() {
    if (inFile) {
      inFile = false;
      fileSeen = true;
      if (intake.size() == 0) {
        throw new StoreRejection(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed.");
      }
      return;
    }
    Field issued = form.fields().get(fieldsSeen++);
    if (!issued.value().equals(value.toString(StandardCharsets.UTF_8))) {
      throw refusedValue(issued);
    }
  }

  private static StoreRejection refusedValue(Field issued) {
    return issued.name().endsWith("signature")
        ? new StoreRejection(
            403, "SignatureDoesNotMatch", "The signature does not match the policy.")
        : StoreRejection.accessDenied(
            "Invalid according to Policy: Policy Condition failed: " + issued.name());
  }

  @Override
  public void closed() {
    trace.closingBoundarySeen();
  }
}
