package ai.dragoneye.gateway.app.demo;

import ai.dragoneye.gateway.app.LocalService;
import ai.dragoneye.gateway.client.Dragoneye;
import ai.dragoneye.gateway.client.ResultOptions;
import ai.dragoneye.gateway.client.ResultStream;
import ai.dragoneye.gateway.client.VideoPrediction;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads half of a result, stops the gateway, and reads the rest at another one, which knows nothing
 * but the resume token.
 */
final class ResumedStream {
  private final LocalService service;
  private final Steps steps;

  ResumedStream(LocalService service, Steps steps) {
    this.service = service;
    this.steps = steps;
  }

  /**
   * Shows it on a result that was read whole before.
   *
   * @throws IOException if the two halves are not what was read before, or no second gateway starts
   */
  void showWith(Dragoneye first, VideoPrediction uncut) throws IOException {
    int all = uncut.objects().size();
    if (all == 0) {
      steps.tell("cut", "nothing: the result has no object to go on after");
      return;
    }
    List<VideoDetectedObject> read = new ArrayList<>();
    String token = readHalf(first, uncut, read);
    String stopped = service.address();
    service.stopGateway();
    steps.tell(
        "cut", "after " + read.size() + " of " + all + " objects; gateway " + stopped + " stopped");
    readRest(token, uncut.taskId(), read);
    if (!read.equals(uncut.objects())) {
      throw new IOException("the resumed stream is not the uncut one");
    }
    steps.tell("compared", "both parts together are the uncut result: yes");
  }

  /** Returns the token for the place where it stopped. */
  private static String readHalf(
      Dragoneye dragoneye, VideoPrediction uncut, List<VideoDetectedObject> read) {
    int half = (uncut.objects().size() + 1) / 2;
    try (ResultStream<VideoHeader, VideoDetectedObject> stream =
        dragoneye.results().streamVideo(uncut.taskId())) {
      Iterator<VideoDetectedObject> objects = stream.iterator();
      while (read.size() < half) {
        read.add(objects.next());
      }
      return stream.resumeToken().orElseThrow();
    }
  }

  private void readRest(String token, String taskId, List<VideoDetectedObject> read)
      throws IOException {
    int before = read.size();
    ResultOptions rest = ResultOptions.builder().resumeToken(token).build();
    try (LocalService replica = service.startReplica();
        Dragoneye second = Dragoneye.connect(replica.address());
        ResultStream<VideoHeader, VideoDetectedObject> stream =
            second.results().streamVideo(taskId, rest)) {
      stream.forEach(read::add);
      int more = read.size() - before;
      steps.tell(
          "resumed", more + " more at gateway " + replica.address() + " with token " + token);
    }
  }
}
