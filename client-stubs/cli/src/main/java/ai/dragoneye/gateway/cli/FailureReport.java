package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.view.PrintableText;
import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.FieldViolation;
import ai.dragoneye.gateway.client.PredictSent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person in a few lines why a command failed and what to do, and a script by its code. */
final class FailureReport implements IExecutionExceptionHandler {
  private static final String MAYBE_BEGUN = "the prediction may have begun, and be charged";
  private static final Set<ExitCode> TASK_GOES_ON =
      Set.of(ExitCode.TIMEOUT, ExitCode.INTERRUPTED, ExitCode.RETRY);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    if (failure instanceof AdvisedException advised) {
      int code = handleExecutionException(advised.failure(), command, arguments);
      command.getErr().println("  " + PrintableText.line(advised.advice()));
      return code;
    }
    ExitCode exit = ExitCode.of(failure);
    if (exit != ExitCode.CLOSED_PIPE) {
      PrintWriter err = command.getErr();
      err.println(
          "dragoneye: "
              + (exit == ExitCode.INTERRUPTED
                  ? "interrupted"
                  : PrintableText.line(message(failure))));
      if (exit == ExitCode.USAGE) {
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
      }
      if (failure instanceof DragoneyeException call) {
        advise(call, exit, command);
      }
      err.flush();
    }
    return exit.code();
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getClass().getSimpleName().replace("Exception", "") + ": " + message;
    }
    boolean expected =
        failure instanceof DragoneyeException
            || failure instanceof UsageException
            || failure instanceof IOException
            || failure instanceof UncheckedIOException;
    return expected ? message : failure.getClass().getSimpleName() + ": " + message;
  }

  private static void advise(DragoneyeException call, ExitCode exit, CommandLine given) {
    PrintWriter err = given.getErr();
    for (FieldViolation violation : call.fieldViolations()) {
      err.println("  " + PrintableText.line(violation.field() + ": " + violation.description()));
    }
    PredictSent sent = call.predictSent().orElse(PredictSent.NO);
    call.taskId()
        .map(task -> nextStep(sent, exit, task, given))
        .orElse(sent == PredictSent.UNKNOWN ? Optional.of(MAYBE_BEGUN) : Optional.empty())
        .ifPresent(advice -> err.println("  " + advice));
    call.retryDelay().ifPresent(delay -> err.println("  try again in " + seconds(delay) + " s"));
  }

  /** What to do with a task that this call began and may have to be paid. */
  private static Optional<String> nextStep(
      PredictSent sent, ExitCode exit, String task, CommandLine given) {
    if (sent == PredictSent.UNKNOWN) {
      return Optional.of("look before you pay twice: " + Advice.task("status", task, given));
    }
    if (sent == PredictSent.YES && TASK_GOES_ON.contains(exit)) {
      return Optional.of("the task goes on: " + Advice.task("watch", task, given));
    }
    return sent == PredictSent.YES && exit == ExitCode.NOT_AVAILABLE
        ? Optional.of("the task remains: " + Advice.task("results", task, given))
        : Optional.empty();
  }

  private static long seconds(Duration delay) {
    return Math.max(1, delay.plusNanos(999_999_999).toSeconds());
  }
}
