package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.ResultCompletion;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One result as a gateway streams it: from a resume token on, the headers always first, cut as a
 * test wants it.
 */
final class ScriptedStream<M> {
  /**
   * How a call is cut.
   *
   * @param status null where it ends as if all was well
   */
  record Cut(int afterMessages, @Nullable StatusRuntimeException status) {
    static Cut unavailable(int afterMessages) {
      return new Cut(
          afterMessages, Status.UNAVAILABLE.withDescription("Draining").asRuntimeException());
    }
  }

  /** The resume token of every call so far; empty for the beginning. */
  final List<String> tokens = new CopyOnWriteArrayList<>();

  private final List<M> headers;
  private final List<M> parts;
  private final Function<M, String> tokenOf;
  private final Function<ResultCompletion, M> end;
  private final Queue<Cut> cuts = new ArrayDeque<>();

  /**
   * @param tokenOf the token of a message; empty where it has none
   * @param end makes the last message
   */
  ScriptedStream(
      List<M> headers,
      List<M> parts,
      Function<M, String> tokenOf,
      Function<ResultCompletion, M> end) {
    this.headers = headers;
    this.parts = parts;
    this.tokenOf = tokenOf;
    this.end = end;
  }

  /** Cuts the next calls, one each. */
  ScriptedStream<M> cut(Cut... next) {
    cuts.addAll(Arrays.asList(next));
    return this;
  }

  /** Messages of the uncut stream, its end included. */
  int length() {
    return headers.size() + parts.size() + 1;
  }

  void serve(String token, StreamObserver<M> out) {
    tokens.add(token);
    List<M> messages = messagesAfter(token);
    Cut cut = cuts.poll();
    int count = cut == null ? messages.size() : Math.min(cut.afterMessages(), messages.size());
    messages.subList(0, count).forEach(out::onNext);
    if (cut == null || cut.status() == null) {
      out.onCompleted();
    } else {
      out.onError(cut.status());
    }
  }

  private List<M> messagesAfter(String token) {
    List<M> rest = parts.subList(token.isEmpty() ? 0 : indexAfter(token), parts.size());
    long elements = rest.stream().filter(part -> !tokenOf.apply(part).isEmpty()).count();
    List<M> messages = new ArrayList<>(headers);
    messages.addAll(rest);
    messages.add(
        end.apply(
            ResultCompletion.newBuilder().setReadCount(elements).setSentCount(elements).build()));
    return messages;
  }

  private int indexAfter(String token) {
    for (int i = 0; i < parts.size(); i++) {
      if (tokenOf.apply(parts.get(i)).equals(token)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("No token " + token);
  }
}
