package ai.dragoneye.gateway.upstream.upload;

import ai.dragoneye.gateway.upstream.MediaContent;
import ai.dragoneye.gateway.upstream.UploadProgress;
import ai.dragoneye.gateway.upstream.UpstreamException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.MonoSink;

/**
 * Writes one multipart body to a connection: media is asked for as fast as the connection takes it
 * and checked before the closing boundary goes out. All state belongs to the connection's event
 * loop; signals from elsewhere hop onto it. Owns each buffer from its arrival on.
 */
final class BodyWriter implements Flow.Subscriber<ByteBuf> {
  private static final long ANSWER_GRACE_MILLIS = 1_000;

  private final Channel channel;
  private final EventLoop loop;
  private final MultipartForm form;
  private final MediaCheck check;
  private final UploadProgress progress;
  private final MonoSink<Void> done;
  private final MediaDemand demand = new MediaDemand();
  private int pendingWrites;
  private long writtenBytes;
  private boolean ended;

  BodyWriter(
      Channel channel,
      MultipartForm form,
      MediaCheck check,
      UploadProgress progress,
      MonoSink<Void> done) {
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.form = form;
    this.check = check;
    this.progress = progress;
    this.done = done;
  }

  EventLoop loop() {
    return loop;
  }

  void start(MediaContent content) {
    onLoop(
        () -> {
          pendingWrites++;
          channel.writeAndFlush(form.prologue()).addListener(this::wrote);
          content.bytes().subscribe(this);
        });
  }

  /** Ends the writing without a word: the answer came early, or nobody waits for it any more. */
  void stop() {
    onLoop(this::end);
  }

  /** The connection took no byte for too long. Called on the event loop. */
  void stalled() {
    if (pendingWrites > 0) {
      fail(new StoreStalledException());
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    onLoop(
        () -> {
          if (ended) {
            subscription.cancel();
          } else {
            demand.begin(subscription);
          }
        });
  }

  @Override
  public void onNext(ByteBuf buffer) {
    try {
      loop.execute(() -> guarded(() -> write(buffer)));
    } catch (RejectedExecutionException closed) {
      buffer.release();
    }
  }

  @Override
  public void onComplete() {
    behindWhatCame(this::finish);
  }

  @Override
  public void onError(Throwable thrown) {
    behindWhatCame(() -> fail(new CallerFailedException(thrown)));
  }

  private void write(ByteBuf buffer) {
    int bytes = buffer.readableBytes();
    demand.arrived(bytes);
    if (ended || !passes(buffer)) {
      buffer.release();
      return;
    }
    pendingWrites++;
    channel
        .writeAndFlush(buffer)
        .addListener((ChannelFuture written) -> guarded(() -> wroteMedia(written, bytes)));
    demand.askForMore();
  }

  private boolean passes(ByteBuf buffer) {
    try {
      check.add(buffer);
      return true;
    } catch (RuntimeException mismatch) {
      fail(mismatch);
      return false;
    }
  }

  private void wroteMedia(ChannelFuture written, int bytes) {
    wrote(written);
    if (written.isSuccess() && !ended) {
      writtenBytes += bytes;
      progress.transferred(writtenBytes);
      demand.written(bytes);
    }
  }

  private void wrote(Future<? super Void> written) {
    pendingWrites--;
    if (!written.isSuccess() && !ended) {
      end();
      giveTheAnswerAChance(written.cause());
    }
  }

  /** The store may have answered before it closed: its answer says more than the broken pipe. */
  private void giveTheAnswerAChance(Throwable broken) {
    Future<?> _ =
        loop.schedule(() -> done.error(broken), ANSWER_GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void finish() {
    if (ended) {
      return;
    }
    check.verifyWhole();
    demand.end();
    pendingWrites++;
    channel.writeAndFlush(form.epilogue()).addListener(this::wroteEpilogue);
  }

  private void wroteEpilogue(Future<? super Void> written) {
    wrote(written);
    if (written.isSuccess() && !ended) {
      ended = true;
      done.success();
    }
  }

  private void fail(Throwable thrown) {
    if (!ended) {
      end();
      done.error(thrown);
    }
  }

  private void end() {
    ended = true;
    demand.cancel();
  }

  private void onLoop(Runnable action) {
    if (loop.inEventLoop()) {
      guarded(action);
    } else {
      behindWhatCame(action);
    }
  }

  /**
   * Signals come one at a time, but from changing threads: one given here on the loop must not
   * overtake others that still wait for it.
   */
  private void behindWhatCame(Runnable action) {
    try {
      loop.execute(() -> guarded(action));
    } catch (RejectedExecutionException closed) {
      // The client was closed, and with it the connection.
    }
  }

  /**
   * Whatever is thrown here, by the caller's code too, must end the upload: nobody else would
   * notice.
   */
  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (UpstreamException mismatch) {
      fail(mismatch);
    } catch (RuntimeException ofCaller) {
      fail(new CallerFailedException(ofCaller));
    }
  }
}
