package ai.dragoneye.gateway.server;

import ai.dragoneye.gateway.v1.ImageEnd;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
import ai.dragoneye.gateway.v1.PredictVideoRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import ai.dragoneye.gateway.v1.PredictionServiceGrpc;
import ai.dragoneye.gateway.v1.SubmitPredictionRequest;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import java.util.function.Consumer;
import java.util.function.Function;

/** A call of any method that takes media, and one media in it. */
public final class AnyCall<Q> {
  private static final int CHUNK_BYTES = 256 * 1024;

  private final GatheredCall<Q, ?> call;
  private final Function<PredictionConfig, Q> config;
  private final Function<ByteString, Q> chunk;
  private final Consumer<GatheredCall<Q, ?>> end;

  /** Which method. */
  public enum Method {
    PREDICT_IMAGE,
    PREDICT_VIDEO,
    PREDICT_IMAGES,
    SUBMIT_PREDICTION;

    public AnyCall<?> open(Channel channel, CallOptions options) {
      return switch (this) {
        case PREDICT_IMAGE -> image(channel, options);
        case PREDICT_VIDEO -> video(channel, options);
        case PREDICT_IMAGES -> batch(channel, options);
        case SUBMIT_PREDICTION -> submission(channel, options);
      };
    }

    public PredictionConfig.Builder config() {
      return this == PREDICT_VIDEO ? VideoCall.mp4() : ImageCall.jpeg();
    }

    public byte[] mediaOfSize(int bytes) {
      return this == PREDICT_VIDEO ? Clips.mp4OfSize(bytes) : Pictures.jpegOfSize(bytes);
    }
  }

  private AnyCall(
      GatheredCall<Q, ?> call,
      Function<PredictionConfig, Q> config,
      Function<ByteString, Q> chunk,
      Consumer<GatheredCall<Q, ?>> end) {
    this.call = call;
    this.config = config;
    this.chunk = chunk;
    this.end = end;
  }

  private static AnyCall<PredictImageRequest> image(Channel channel, CallOptions options) {
    return new AnyCall<>(
        GatheredCall.open(channel, PredictionServiceGrpc.getPredictImageMethod(), options),
        config -> PredictImageRequest.newBuilder().setConfig(config).build(),
        chunk -> PredictImageRequest.newBuilder().setChunk(chunk).build(),
        GatheredCall::halfClose);
  }

  private static AnyCall<PredictVideoRequest> video(Channel channel, CallOptions options) {
    return new AnyCall<>(
        GatheredCall.open(channel, PredictionServiceGrpc.getPredictVideoMethod(), options),
        config -> PredictVideoRequest.newBuilder().setConfig(config).build(),
        chunk -> PredictVideoRequest.newBuilder().setChunk(chunk).build(),
        GatheredCall::halfClose);
  }

  private static AnyCall<SubmitPredictionRequest> submission(Channel channel, CallOptions options) {
    return new AnyCall<>(
        GatheredCall.open(channel, PredictionServiceGrpc.getSubmitPredictionMethod(), options),
        config -> SubmitPredictionRequest.newBuilder().setConfig(config).build(),
        chunk -> SubmitPredictionRequest.newBuilder().setChunk(chunk).build(),
        GatheredCall::halfClose);
  }

  private static AnyCall<PredictImagesRequest> batch(Channel channel, CallOptions options) {
    return new AnyCall<>(
        GatheredCall.open(channel, PredictionServiceGrpc.getPredictImagesMethod(), options),
        config ->
            PredictImagesRequest.newBuilder()
                .setStart(ImageStart.newBuilder().setImageId("one").setConfig(config))
                .build(),
        chunk -> PredictImagesRequest.newBuilder().setChunk(chunk).build(),
        call -> {
          call.send(
              PredictImagesRequest.newBuilder().setEnd(ImageEnd.getDefaultInstance()).build());
          call.halfClose();
        });
  }

  public AnyCall<Q> config(PredictionConfig.Builder sent) {
    call.send(config.apply(sent.build()));
    return this;
  }

  public AnyCall<Q> chunk(byte[] bytes) {
    call.send(chunk.apply(ByteString.copyFrom(bytes)));
    return this;
  }

  /** All of the media in chunks, and its end. */
  public AnyCall<Q> media(byte[] media) {
    for (int at = 0; at < media.length; at += CHUNK_BYTES) {
      int size = Math.min(CHUNK_BYTES, media.length - at);
      call.send(chunk.apply(ByteString.copyFrom(media, at, size)));
    }
    end.accept(call);
    return this;
  }

  public GatheredCall<Q, ?> call() {
    return call;
  }
}
