package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import com.google.protobuf.MessageLite;
import io.grpc.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One reading of a result. */
final class ResultCall<H extends MessageLite, T extends MessageLite> {
  private final String taskId;
  private final ResultOptions options;
  private final Connection connection;
  private final ResultAssembly<H, T> assembly;
  private final Inbound<ResultPiece<H, T>, ResultEvent<H, T>> inbound;

  ResultCall(
      ResultMethod<H, T> method, String taskId, ResultOptions options, Connection connection) {
    this.taskId = taskId;
    this.options = options;
    this.connection = connection;
    Deadline deadline = Connection.deadlineAfter(options.deadline());
    Observed observed = new Observed(taskId, null);
    assembly = new ResultAssembly<>(method.kind(), options.resumeToken(), () -> true);
    inbound =
        new Inbound<>(
            connection,
            assembly,
            opening -> method.starter().start(connection.results(deadline), request(), opening),
            connection.reconnects(deadline),
            () -> observed);
  }

  private ResultMethod.Request request() {
    return new ResultMethod.Request(taskId, options.filter(), assembly.resumeToken());
  }

  ResultStream<H, T> stream() {
    inbound.open();
    return new BlockingResults<>(inbound, options.resumeToken());
  }

  /**
   * Tells a listener, on the executor.
   *
   * @param result makes the future's value, after the last event
   */
  <R> CompletableFuture<R> deliverTo(
      ResultListener<H, T> listener, Function<ResultCompletion, R> result) {
    CompletableFuture<R> future =
        ResultDelivery.connect(inbound, connection.executor(), listener, result);
    inbound.open();
    return future;
  }
}
