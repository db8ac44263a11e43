package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.client.ResultOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which part of a result to read. */
final class ReadingOptions {
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--resume-token",
      paramLabel = "TOKEN",
      description = "Go on after the place that this token of an earlier run names.")
  private @Nullable String resumeToken;

  ResultOptions options(ConnectionOptions connection) {
    ResultOptions.Builder options = ResultOptions.builder();
    filter.filter().ifPresent(options::filter);
    connection.deadline().ifPresent(options::deadline);
    if (resumeToken != null) {
      options.resumeToken(resumeToken);
    }
    return options.build();
  }
}
