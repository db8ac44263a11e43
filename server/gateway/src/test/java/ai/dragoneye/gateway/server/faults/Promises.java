package ai.dragoneye.gateway.server.faults;

import ai.dragoneye.gateway.simulator.traffic.RequestLog;
import ai.dragoneye.gateway.simulator.traffic.SeenRequest;
import ai.dragoneye.gateway.simulator.traffic.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What holds whatever fails. */
final class Promises {
  private static final int THROTTLED = 429;
  private static final Set<String> WITH_RETRY_INFO =
      Set.of(
          "TASK_BEGIN_UNAVAILABLE",
          "UPSTREAM_UNAVAILABLE",
          "UPSTREAM_RATE_LIMITED",
          "RESULTS_UNAVAILABLE");

  private final List<String> broken = new ArrayList<>();

  private Promises() {}

  static List<String> broken(Cell cell, Kind kind, Ending ending, RequestLog log) {
    Promises promises = new Promises();
    promises.predictedOnce(log);
    promises.saidTruly(ending, log);
    promises.withinBudget(cell, log);
    if (!ending.succeeded()) {
      promises.described(kind.phaseOf(cell.phase()), ending, kind.carriesDetails());
    }
    return promises.broken;
  }

  /** Requests to predict that may have been heard. */
  static int predicts(RequestLog log) {
    long throttled =
        log.requests().stream()
            .filter(request -> request.step() == Step.PREDICT && request.status() == THROTTLED)
            .count();
    return log.count(Step.PREDICT) - (int) throttled;
  }

  private void predictedOnce(RequestLog log) {
    require(predicts(log) <= 1, "asked to predict " + predicts(log) + " times");
  }

  private void saidTruly(Ending ending, RequestLog log) {
    List<Integer> answers =
        log.requests().stream()
            .filter(request -> request.step() == Step.PREDICT)
            .map(SeenRequest::status)
            .toList();
    switch (ending.predictSent()) {
      case "no" ->
          require(
              answers.size() == log.count(Step.PREDICT)
                  && answers.stream().allMatch(status -> status >= 400 && status < 500),
              "says that predict was not sent, but it was: " + answers);
      case "yes" -> require(predicts(log) == 1, "says that predict was sent, but it was not");
      default -> {}
    }
  }

  private void withinBudget(Cell cell, RequestLog log) {
    int attempts = cell.setup().line() == null ? log.count(cell.phase()) : 0;
    int most = cell.phase() == Step.UPLOAD ? CellRun.UPLOAD_ATTEMPTS : CellRun.MAX_ATTEMPTS;
    require(cell.phase() == Step.STATUS || attempts <= most, attempts + " attempts of " + most);
  }

  private void described(String phase, Ending ending, boolean details) {
    String reason = ending.outcome().substring(ending.outcome().indexOf(' ') + 1);
    require(
        phase.equals(ending.metadata().get("phase")),
        "says that it failed in another phase: " + ending.metadata());
    require(
        !details || ending.retryInfo() == WITH_RETRY_INFO.contains(reason),
        "RetryInfo is " + (ending.retryInfo() ? "there" : "missing"));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }
}
