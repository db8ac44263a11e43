package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.ResultCompletion;
import ai.dragoneye.gateway.v1.ResultFilter;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.StreamImageResultsRequest;
import ai.dragoneye.gateway.v1.StreamImageResultsResponse;
import ai.dragoneye.gateway.v1.StreamVideoFramesRequest;
import ai.dragoneye.gateway.v1.StreamVideoFramesResponse;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import com.google.protobuf.MessageLite;
import io.grpc.CallOptions;
import io.grpc.Channel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The three streams of results that can be filtered and resumed, as one. */
enum ResultStreams {
  IMAGE_OBJECTS {
    @Override
    StreamCall<StreamImageResultsResponse> open(Channel channel, CallOptions options, Query query) {
      StreamImageResultsRequest.Builder request =
          StreamImageResultsRequest.newBuilder().setTaskId(query.taskId).setFilter(query.filter);
      if (query.resumeToken != null) {
        request.setResumeToken(query.resumeToken);
      }
      return StreamCall.open(
          channel, options, ResultServiceGrpc.getStreamImageResultsMethod(), request.build());
    }
  },
  VIDEO_OBJECTS {
    @Override
    StreamCall<StreamVideoResultsResponse> open(Channel channel, CallOptions options, Query query) {
      StreamVideoResultsRequest.Builder request =
          StreamVideoResultsRequest.newBuilder().setTaskId(query.taskId).setFilter(query.filter);
      if (query.resumeToken != null) {
        request.setResumeToken(query.resumeToken);
      }
      return StreamCall.open(
          channel, options, ResultServiceGrpc.getStreamVideoResultsMethod(), request.build());
    }
  },
  VIDEO_FRAMES {
    @Override
    StreamCall<StreamVideoFramesResponse> open(Channel channel, CallOptions options, Query query) {
      StreamVideoFramesRequest.Builder request =
          StreamVideoFramesRequest.newBuilder().setTaskId(query.taskId).setFilter(query.filter);
      if (query.resumeToken != null) {
        request.setResumeToken(query.resumeToken);
      }
      return StreamCall.open(
          channel, options, ResultServiceGrpc.getStreamVideoFramesMethod(), request.build());
    }
  };

  /** What is asked for. */
  record Query(String taskId, ResultFilter filter, @Nullable String resumeToken) {
    static Query of(String taskId) {
      return new Query(taskId, ResultFilter.getDefaultInstance(), null);
    }

    Query from(@Nullable String token) {
      return new Query(taskId, filter, token);
    }

    Query with(ResultFilter.Builder newFilter) {
      return new Query(taskId, newFilter.build(), resumeToken);
    }
  }

  /** An event of any of the streams; one of the first three is there. */
  record Event(
      @Nullable MessageLite header,
      @Nullable MessageLite part,
      @Nullable ResultCompletion completion,
      @Nullable String token) {

    ResultCompletion end() {
      return Objects.requireNonNull(completion);
    }
  }

  abstract StreamCall<? extends MessageLite> open(
      Channel channel, CallOptions options, Query query);

  StreamCall<? extends MessageLite> open(Channel channel, Query query) {
    return open(channel, CallOptions.DEFAULT.withDeadlineAfter(120, TimeUnit.SECONDS), query);
  }

  /** All events of a stream. */
  List<Event> read(Channel channel, Query query) throws InterruptedException {
    return events(open(channel, query).rest());
  }

  static List<Event> events(List<? extends MessageLite> messages) {
    return messages.stream().map(ResultStreams::event).toList();
  }

  /** Headers and parts, in their order. */
  static List<MessageLite> headers(List<Event> events) {
    return events.stream().map(Event::header).filter(Objects::nonNull).toList();
  }

  static List<MessageLite> parts(List<Event> events) {
    return events.stream().map(Event::part).filter(Objects::nonNull).toList();
  }

  private static Event event(MessageLite message) {
    return switch (message) {
      case StreamImageResultsResponse image ->
          new Event(
              image.hasHeader() ? image.getHeader() : null,
              image.hasObject() ? image.getObject() : null,
              image.hasCompletion() ? image.getCompletion() : null,
              image.getObject().hasResumeToken() ? image.getObject().getResumeToken() : null);
      case StreamVideoResultsResponse video ->
          new Event(
              video.hasHeader() ? video.getHeader() : null,
              video.hasObject() ? video.getObject() : null,
              video.hasCompletion() ? video.getCompletion() : null,
              video.getObject().hasResumeToken() ? video.getObject().getResumeToken() : null);
      case StreamVideoFramesResponse frames ->
          new Event(
              frames.hasHeader() ? frames.getHeader() : null,
              frames.hasFrame() ? frames.getFrame() : null,
              frames.hasCompletion() ? frames.getCompletion() : null,
              frames.getFrame().hasResumeToken() ? frames.getFrame().getResumeToken() : null);
      default -> throw new AssertionError(message);
    };
  }
}
