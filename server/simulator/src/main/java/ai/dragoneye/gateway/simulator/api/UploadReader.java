package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.BodyReader;
import ai.dragoneye.gateway.simulator.http.Exchange;
import ai.dragoneye.gateway.simulator.http.Reply;
import ai.dragoneye.gateway.simulator.http.RequestHead;
import ai.dragoneye.gateway.simulator.media.StoredMedia;
import ai.dragoneye.gateway.simulator.multipart.MalformedMultipartException;
import ai.dragoneye.gateway.simulator.multipart.MultipartParser;
import ai.dragoneye.gateway.simulator.task.Task;
import ai.dragoneye.gateway.simulator.traffic.UploadTrace;
import ai.dragoneye.gateway.simulator.traffic.UploadTraffic.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;

/** Takes one upload as it streams in; answers at once when it cannot become valid any more. */
final class UploadReader implements BodyReader {
  /** Room for the fields and the headers of the parts around the media. */
  private static final long FORM_ALLOWANCE = 64 * 1024;

  private final Exchange exchange;
  private final UploadTrace trace;
  private final Task task;
  private final UploadForm form;
  private final MultipartParser parser;

  private UploadReader(
      Exchange exchange, UploadTrace trace, Task task, UploadForm form, MultipartParser parser) {
    this.exchange = exchange;
    this.trace = trace;
    this.task = task;
    this.form = form;
    this.parser = parser;
  }

  /** Opens an upload, or refuses it on its head. */
  static BodyReader open(Exchange exchange, UploadTrace trace, ApiState state, String taskId) {
    exchange.whenAnswered(status -> trace.ended(status == 0 ? Outcome.ABORTED : Outcome.REFUSED));
    try {
      requireAcceptable(exchange.head(), state.uploads());
      Task task =
          state
              .tasks()
              .find(taskId)
              .orElseThrow(
                  () -> new StoreRejection(404, "NoSuchBucket", "There is no such place."));
      UploadForm form = new UploadForm(task, state, trace);
      MultipartParser parser = new MultipartParser(boundary(exchange.head()), form);
      exchange.readAt(state.uploads().bytesPerSecond());
      exchange.answerIfSilent(state.uploads().silence(), tooSilent());
      return new UploadReader(exchange, trace, task, form, parser);
    } catch (StoreRejection refused) {
      exchange.answer(refused.reply());
      return new Counting(trace);
    }
  }

  private static void requireAcceptable(RequestHead head, UploadRules rules) {
    if (head.contentLength() < 0) {
      throw new StoreRejection(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    if (head.contentLength() > rules.maxBytes() + FORM_ALLOWANCE) {
      throw UploadForm.tooLarge();
    }
    if (head.headers().contains(ApiRouter.KEY_HEADER)) {
      throw new StoreRejection(400, "InvalidArgument", "An API key has no business here.");
    }
  }

  private static Reply tooSilent() {
    return new StoreRejection(
            400, "RequestTimeout", "Your connection was not written to within the timeout period.")
        .reply();
  }

  private static String boundary(RequestHead head) {
    try {
      return MultipartParser.boundaryOf(head.header(HttpHeaderNames.CONTENT_TYPE).orElse(""));
    } catch (MalformedMultipartException notMultipart) {
      throw new StoreRejection(
          412, "PreconditionFailed", "Bucket POST must be of the type multipart/form-data.");
    }
  }

  @Override
  public void data(ByteBuf data) {
    trace.bodyReceived(data.readableBytes());
    refusing(() -> parser.feed(data));
  }

  @Override
  public void end() {
    refusing(
        () -> {
          parser.finish();
          form.requireComplete();
          exchange.complete(this::stored);
        });
  }

  private void refusing(Runnable work) {
    try {
      work.run();
    } catch (StoreRejection refused) {
      exchange.answer(refused.reply());
    } catch (MalformedMultipartException malformed) {
      exchange.answer(StoreRejection.malformed(malformed.reason()).reply());
    }
  }

  private Reply stored() {
    StoredMedia media = form.intake().finish();
    if (!task.store(media)) {
      return StoreRejection.accessDenied("The prediction of this media has started.").reply();
    }
    trace.stored(media.sha256());
    return Reply.empty(204).withHeader("ETag", '"' + media.sha256() + '"');
  }

  @Override
  public void discarded(int bytes) {
    trace.bodyReceived(bytes);
  }

  @Override
  public void aborted() {
    trace.ended(Outcome.ABORTED);
  }

  /** Counts the bytes of an upload that was refused on its head. */
  record Counting(UploadTrace trace) implements BodyReader {
    @Override
    public void data(ByteBuf data) {
      trace.bodyReceived(data.readableBytes());
    }

    @Override
    public void end() {}

    @Override
    public void discarded(int bytes) {
      trace.bodyReceived(bytes);
    }
  }
}
