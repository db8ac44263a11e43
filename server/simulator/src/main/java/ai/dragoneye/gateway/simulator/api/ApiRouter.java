package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.fault.Fault;
import ai.dragoneye.gateway.simulator.fault.Fault.Cut;
import ai.dragoneye.gateway.simulator.http.BodyReader;
import ai.dragoneye.gateway.simulator.http.CollectingReader;
import ai.dragoneye.gateway.simulator.http.Exchange;
import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.RequestHead;
import ai.dragoneye.gateway.simulator.http.RequestRouter;
import ai.dragoneye.gateway.simulator.traffic.Sighting;
import ai.dragoneye.gateway.simulator.traffic.Step;
import ai.dragoneye.gateway.simulator.traffic.UploadTrace;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The API port: finds the step, lets it meet its fault, notes what happens. */
public final class ApiRouter implements RequestRouter {
  static final String KEY_HEADER = "X-API-Key";
  private static final Map<String, Step> STEPS =
      Map.of(
          "POST /prediction-task/begin",
          Step.BEGIN,
          "POST " + PresignedForms.UPLOAD_PATH,
          Step.UPLOAD,
          "POST /predict",
          Step.PREDICT,
          "GET /prediction-task/status",
          Step.STATUS,
          "GET /prediction-task/results",
          Step.RESULTS);

  private final ApiState state;
  private final BeginStep begin;
  private final TaskSteps tasks;
  private final ResultsStep results;

  /** Serves the API on this state; the seed signs upload permissions. */
  public ApiRouter(ApiState state, long seed) {
    this.state = state;
    this.begin = new BeginStep(state, new PresignedForms(state.uploads(), seed));
    this.tasks = new TaskSteps(state);
    this.results = new ResultsStep(state, tasks);
  }

  @Override
  public BodyReader open(Exchange exchange) {
    RequestHead head = exchange.head();
    Step step = STEPS.get(head.method() + " " + head.path());
    if (step == null) {
      return BodyReader.answering(exchange, unknown(head));
    }
    Sighting sighting = state.traffic().arrived(step);
    exchange.whenAnswered(sighting::answered);
    exchange.whenFinished(sighting::over);
    Optional<Fault> fault = state.faults().claim(step);
    fault.ifPresent(f -> exchange.meet(f, state.faults().cleared()));
    BodyReader reader = reader(step, exchange, sighting);
    fault.ifPresent(f -> strikeFirst(f, exchange));
    return reader;
  }

  private static Reply unknown(RequestHead head) {
    boolean otherMethod = STEPS.keySet().stream().anyMatch(s -> s.endsWith(" " + head.path()));
    return otherMethod ? Reply.detail(405, "method not allowed") : Reply.detail(404, "not found");
  }

  private static void strikeFirst(Fault fault, Exchange exchange) {
    if (fault.flow().cut() == Cut.RESET_BEFORE_READ) {
      exchange.reset();
    } else if (fault.rewrite().early()) {
      fault.rewrite().answer().map(Exchange::scripted).ifPresent(exchange::answer);
    }
  }

  private BodyReader reader(Step step, Exchange exchange, Sighting sighting) {
    return switch (step) {
      case BEGIN ->
          new CollectingReader(
              exchange,
              body ->
                  complete(
                      exchange,
                      key -> begin.answer(key, exchange.head(), form(exchange, body), sighting)));
      case UPLOAD -> upload(exchange, sighting);
      case PREDICT -> new CollectingReader(exchange, body -> predict(exchange, body, sighting));
      case STATUS, RESULTS -> new QueryReader(exchange, () -> query(step, exchange, sighting));
    };
  }

  private BodyReader upload(Exchange exchange, Sighting sighting) {
    String taskId = firstOf(exchange.head().query(), "task");
    sighting.names(taskId);
    UploadTrace trace = state.traffic().uploadStarted(taskId, exchange.head().contentLength());
    return UploadReader.open(exchange, trace, state, taskId);
  }

  private void predict(Exchange exchange, byte[] body, Sighting sighting) {
    try {
      FormFields fields = form(exchange, body);
      String taskId = fields.find(TaskSteps.PREDICT_TASK_FIELD).orElse("");
      sighting.names(taskId);
      state.traffic().predictAsked(taskId, fields.asMap());
    } catch (Rejection repeatedBelow) {
      // The answer comes from taking the form apart again, in its turn after the key.
    }
    complete(exchange, key -> tasks.predict(key, form(exchange, body)));
  }

  private static FormFields form(Exchange exchange, byte[] body) {
    return FormDecoder.decode(
        exchange.head().header(HttpHeaderNames.CONTENT_TYPE).orElse(""), body);
  }

  private void query(Step step, Exchange exchange, Sighting sighting) {
    String taskId = firstOf(exchange.head().query(), TaskSteps.QUERY_TASK_FIELD);
    sighting.names(taskId);
    Map<String, List<String>> query = exchange.head().query();
    if (step == Step.STATUS) {
      state.traffic().statusAsked(taskId);
      complete(exchange, key -> tasks.status(key, FormFields.ofQuery(query)));
    } else {
      state.traffic().resultsAsked(taskId);
      complete(exchange, key -> results.answer(key, FormFields.ofQuery(query)));
    }
  }

  private static String firstOf(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).getFirst();
  }

  private void complete(Exchange exchange, Function<String, Reply> work) {
    exchange.complete(
        () -> {
          try {
            return work.apply(requireKey(exchange.head()));
          } catch (Rejection rejected) {
            return rejected.reply();
          }
        });
  }

  private String requireKey(RequestHead head) {
    String key =
        head.header(KEY_HEADER).orElseThrow(() -> new Rejection(401, "an API key is required"));
    if (!state.access().accepts(key)) {
      throw new Rejection(401, "the API key is not valid");
    }
    return key;
  }

  /** Waits for the end of a request that has no body to speak of. */
  private record QueryReader(Exchange exchange, Runnable answer) implements BodyReader {
    @Override
    public void data(ByteBuf data) {}

    @Override
    public void end() {
      answer.run();
    }
  }
}
