package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.CallCancelledException;
import ai.dragoneye.gateway.client.CallerRejectedException;
import ai.dragoneye.gateway.client.CredentialsRejectedException;
import ai.dragoneye.gateway.client.DeadlineExceededException;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.GatewayUnavailableException;
import ai.dragoneye.gateway.client.InvalidRequestException;
import ai.dragoneye.gateway.client.PredictionTaskBeginException;
import ai.dragoneye.gateway.client.PredictionTaskException;
import ai.dragoneye.gateway.client.PredictionTaskResultsUnavailableException;
import ai.dragoneye.gateway.client.PredictionTimeoutException;
import ai.dragoneye.gateway.client.PredictionUploadException;
import ai.dragoneye.gateway.client.RateLimitedException;
import ai.dragoneye.gateway.client.ResumeTokenStaleException;
import ai.dragoneye.gateway.client.ServiceUnavailableException;
import ai.dragoneye.gateway.client.StreamStalledException;
import ai.dragoneye.gateway.client.TaskNotFoundException;
import io.grpc.Status;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, for scripts: the one place where exit codes are decided. */
public enum ExitCode {
  /** All that was asked for was done. */
  OK(0, "done"),
  /** Something on this machine failed, such as writing a file. */
  FAILED(1, "something on this machine failed, such as writing a file"),
  /** The command line is wrong. */
  USAGE(2, "the command line is wrong"),
  /** Request or media refused, or media that cannot be read. */
  INVALID(3, "request or media refused, or media unreadable: repeating does not help"),
  /** The media did not reach the object store. */
  UPLOAD(4, "the upload failed; nothing was predicted"),
  /** The service refused the prediction or it failed. */
  PREDICTION(5, "the prediction was refused or failed"),
  /** A limit of time passed. */
  TIMEOUT(6, "completion timeout or deadline passed; a task once accepted goes on"),
  /** No such task, or no results that could be read. */
  NOT_AVAILABLE(7, "no such task, or its results are not there (yet) or broken"),
  /** Gateway or service not available, or a rate limit: later it may work. */
  RETRY(8, "gateway or service unavailable, overloaded or limiting: try again later"),
  /** Somebody must give this caller or the gateway other credentials. */
  CREDENTIALS(9, "caller or API key not accepted, or not for this"),
  /** A bug, or an answer nobody foresaw. */
  INTERNAL(10, "an error inside the gateway"),
  /** Some images of a batch failed. */
  BATCH(11, "at least one image of a batch failed; its entry says why"),
  /** Ctrl-C. */
  INTERRUPTED(130, "interrupted; a task once accepted goes on"),
  /** Whoever read standard output stopped reading. */
  CLOSED_PIPE(141, "standard output was closed, for example by head"),
  /** SIGTERM; the JVM exits with this by itself. */
  TERMINATED(143, "asked to end (SIGTERM); a task once accepted goes on");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What the process exits with. */
  public int code() {
    return code;
  }

  /** Every code with its meaning, for the help. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode exit : values()) {
      meanings.put(Integer.toString(exit.code), exit.meaning);
    }
    return meanings;
  }

  /** The code that a failed command exits with. */
  static ExitCode of(Throwable failure) {
    if (failure instanceof DragoneyeException call) {
      return of(call);
    }
    if (failure instanceof AdvisedException advised) {
      return of(advised.failure());
    }
    if (failure instanceof UsageException) {
      return USAGE;
    }
    if (failure instanceof ClosedByInterruptException) {
      return INTERRUPTED;
    }
    if (failure instanceof OutputClosedException) {
      return CLOSED_PIPE;
    }
    // The client throws these where media cannot be read.
    return failure instanceof UncheckedIOException ? INVALID : FAILED;
  }

  private static ExitCode of(DragoneyeException call) {
    if (call instanceof PredictionTaskBeginException || call instanceof PredictionUploadException) {
      return ofUnpredicted(call);
    }
    if (call instanceof InvalidRequestException || call instanceof ResumeTokenStaleException) {
      return INVALID;
    }
    if (call instanceof PredictionTaskException) {
      return PREDICTION;
    }
    if (call instanceof CallCancelledException) {
      return INTERRUPTED;
    }
    return isOfTime(call) ? TIMEOUT : ofRead(call);
  }

  private static ExitCode ofUnpredicted(DragoneyeException call) {
    if (call.code() == Status.Code.INVALID_ARGUMENT) {
      return INVALID;
    }
    return call instanceof PredictionUploadException ? UPLOAD : RETRY;
  }

  private static boolean isOfTime(DragoneyeException call) {
    return call instanceof PredictionTimeoutException || call instanceof DeadlineExceededException;
  }

  private static ExitCode ofRead(DragoneyeException call) {
    if (call instanceof TaskNotFoundException
        || call instanceof PredictionTaskResultsUnavailableException) {
      return NOT_AVAILABLE;
    }
    if (call instanceof CallerRejectedException || call instanceof CredentialsRejectedException) {
      return CREDENTIALS;
    }
    return isOfLoad(call) ? RETRY : INTERNAL;
  }

  private static boolean isOfLoad(DragoneyeException call) {
    return call instanceof GatewayUnavailableException
        || call instanceof ServiceUnavailableException
        || call instanceof RateLimitedException
        || call instanceof StreamStalledException;
  }
}
