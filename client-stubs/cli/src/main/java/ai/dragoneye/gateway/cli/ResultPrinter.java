package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.DragoneyeException;
import ai.dragoneye.gateway.client.ResultStream;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows a result as it arrives.
 *
 * @param command the command that can go on where this one breaks off
 * @param given this one
 */
record ResultPrinter<H, T>(ResultView<H, T> view, String command, CommandSpec given) {
  /** Reads a stream to its end and closes it. */
  void print(ResultStream<H, T> stream, String taskId, Progress progress) throws IOException {
    try (stream) {
      H header = stream.header();
      progress.hide();
      view.header(header);
      printElements(stream, taskId);
      view.completion(stream.completion());
    }
  }

  private void printElements(ResultStream<H, T> stream, String taskId) throws IOException {
    try {
      for (T element : stream) {
        view.element(element, stream.place());
      }
      view.flush();
    } catch (DragoneyeException failure) {
      view.flush();
      Optional<String> token = stream.resumeToken();
      String task = failure.taskId().orElse(taskId);
      if (token.isEmpty() || task.isEmpty()) {
        throw failure;
      }
      throw new AdvisedException(
          failure, Advice.resume(command, task, token.get(), given.commandLine()));
    }
  }
}
