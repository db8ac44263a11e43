package ai.dragoneye.gateway.server.failure;

import java.util.Locale;

/** Where a call stands; its name is what ErrorInfo metadata {@code phase} and the log say. */
public enum CallPhase {
  /** The gateway decides whether to take the call. */
  ADMISSION,
  /** The request is being read and checked. */
  REQUEST,
  /** Media of undeclared size is written to a temporary file. */
  SPOOL,
  /** The task is being created. */
  BEGIN,
  /** The media is on its way to the object store. */
  UPLOAD,
  /** The prediction is being requested. */
  PREDICT,
  /** The service works on the task, or its status is asked for. */
  AWAIT,
  /** The results are being read. */
  RESULTS;

  /** The word in ErrorInfo metadata. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
