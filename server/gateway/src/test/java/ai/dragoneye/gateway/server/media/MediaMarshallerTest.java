package ai.dragoneye.gateway.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.v1.PredictImageRequest;
import ai.dragoneye.gateway.v1.PredictionConfig;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire format; real transports are in the tests of the services. */
@ExtendWith(LeakCheck.class)
class MediaMarshallerTest {
  private static final PredictionConfig CONFIG =
      PredictionConfig.newBuilder().setModel("m").setMimeType("image/png").setSizeBytes(7).build();

  private final MediaMarshaller<MediaMessage> marshaller = MediaMarshaller.ofMedia();

  @Test
  void shouldReadAConfig() {
    assertThat(parse(PredictImageRequest.newBuilder().setConfig(CONFIG).build()))
        .isEqualTo(new MediaMessage.Config(CONFIG));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 4095, 4096, 100_000, 4_194_304})
  void shouldReadAChunk(int size) {
    // given
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);

    // when
    MediaMessage message =
        parse(PredictImageRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());

    // then
    assertThat(content(message)).isEqualTo(bytes);
  }

  @Test
  void shouldSkipFieldsItDoesNotKnow() {
    // given
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                100,
                UnknownFieldSet.Field.newBuilder()
                    .addVarint(-1)
                    .addFixed32(1)
                    .addFixed64(2)
                    .addLengthDelimited(ByteString.copyFromUtf8("later"))
                    .build())
            .build();

    // when
    MediaMessage message =
        parse(
            PredictImageRequest.newBuilder()
                .setChunk(ByteString.copyFromUtf8("bytes"))
                .setUnknownFields(unknown)
                .build());

    // then
    assertThat(content(message))
        .isEqualTo("bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void shouldLetTheLastMemberWinAsProtobufDoes() {
    // given
    ByteString chunk =
        PredictImageRequest.newBuilder()
            .setChunk(ByteString.copyFromUtf8("x"))
            .build()
            .toByteString();
    ByteString config = PredictImageRequest.newBuilder().setConfig(CONFIG).build().toByteString();

    // when / then
    assertThat(parse(chunk.concat(config))).isEqualTo(new MediaMessage.Config(CONFIG));
    assertThat(content(parse(config.concat(chunk)))).containsExactly('x');
    assertThat(content(parse(chunk.concat(chunk)))).containsExactly('x');
  }

  @Test
  void shouldMergeAConfigInTwoParts() {
    // given
    ByteString first =
        PredictImageRequest.newBuilder()
            .setConfig(PredictionConfig.newBuilder().setModel("m").setMimeType("image/gif"))
            .build()
            .toByteString();
    ByteString second =
        PredictImageRequest.newBuilder()
            .setConfig(PredictionConfig.newBuilder().setMimeType("image/png").setSizeBytes(7))
            .build()
            .toByteString();

    // when / then
    assertThat(parse(first.concat(second))).isEqualTo(new MediaMessage.Config(CONFIG));
  }

  @Test
  void shouldTellThatNothingIsSet() {
    assertThat(parse(ByteString.EMPTY)).isEqualTo(new MediaMessage.Unreadable("must be set"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12", // a chunk without a length
        "1205", // a chunk without its bytes
        "12ffffffff0f", // a chunk of 4 GiB
        "12ffffffffffffffffff01", // a chunk of a negative length
        "80808080808080808080808001", // a tag without an end
        "0a02ffff", // a config that is none
        "0a030a0180", // a model that is no UTF-8
        "13", // a group
        "0d01", // a cut fixed32
        "1201780a" // something behind the chunk
      })
  void shouldNotReadWhatIsNoMessage(String hex) {
    assertThat(parse(ByteString.fromHex(hex)))
        .isEqualTo(new MediaMessage.Unreadable("is no valid protobuf message"));
  }

  private MediaMessage parse(PredictImageRequest request) {
    return parse(request.toByteString());
  }

  private MediaMessage parse(ByteString bytes) {
    return marshaller.parse(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static byte[] content(MediaMessage message) {
    assertThat(message).isInstanceOf(MediaMessage.Chunk.class);
    var bytes = ((MediaMessage.Chunk) message).bytes();
    try {
      return ByteBufUtil.getBytes(bytes);
    } finally {
      bytes.release();
    }
  }
}
