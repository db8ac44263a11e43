package ai.dragoneye.gateway.server.media;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.server.LeakCheck;
import ai.dragoneye.gateway.v1.ImageEnd;
import ai.dragoneye.gateway.v1.ImageStart;
import ai.dragoneye.gateway.v1.PredictImagesRequest;
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

/** The wire format of a batch. */
@ExtendWith(LeakCheck.class)
class BatchMarshallerTest {
  private static final ImageStart START =
      ImageStart.newBuilder()
          .setImageId("one")
          .setConfig(PredictionConfig.newBuilder().setModel("m").setMimeType("image/png"))
          .build();

  private final MediaMarshaller<BatchMessage> marshaller = MediaMarshaller.ofBatch();

  @Test
  void shouldReadAStart() {
    assertThat(parse(PredictImagesRequest.newBuilder().setStart(START).build()))
        .isEqualTo(new BatchMessage.Start(START));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 4096, 100_000})
  void shouldReadAChunk(int size) {
    // given
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);

    // when
    BatchMessage message =
        parse(PredictImagesRequest.newBuilder().setChunk(ByteString.copyFrom(bytes)).build());

    // then
    assertThat(content(message)).isEqualTo(bytes);
  }

  @Test
  void shouldReadAnEndThatSaysMoreThanIsKnown() {
    // given
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    // when
    BatchMessage message =
        parse(
            PredictImagesRequest.newBuilder()
                .setEnd(ImageEnd.newBuilder().setUnknownFields(unknown))
                .build());

    // then
    assertThat(message).isEqualTo(new BatchMessage.End());
  }

  @Test
  void shouldLetTheLastMemberWinAsProtobufDoes() {
    // given
    ByteString chunk =
        PredictImagesRequest.newBuilder()
            .setChunk(ByteString.copyFromUtf8("bytes"))
            .build()
            .toByteString();
    ByteString start = PredictImagesRequest.newBuilder().setStart(START).build().toByteString();

    // when / then
    assertThat(parse(chunk.concat(start).toByteArray())).isEqualTo(new BatchMessage.Start(START));
    assertThat(content(parse(start.concat(chunk).toByteArray())))
        .isEqualTo("bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void shouldTellWhatIsNoMessage() {
    assertThat(parse(new byte[] {0x12, 0x7f, 1}))
        .isEqualTo(new BatchMessage.Unreadable("is no valid protobuf message"));
    assertThat(parse(new byte[0])).isEqualTo(new BatchMessage.Unreadable("must be set"));
  }

  private BatchMessage parse(PredictImagesRequest request) {
    return parse(request.toByteArray());
  }

  private BatchMessage parse(byte[] bytes) {
    return marshaller.parse(new ByteArrayInputStream(bytes));
  }

  private static byte[] content(BatchMessage message) {
    assertThat(message).isInstanceOf(BatchMessage.Chunk.class);
    BatchMessage.Chunk chunk = (BatchMessage.Chunk) message;
    byte[] bytes = ByteBufUtil.getBytes(chunk.bytes());
    chunk.bytes().release();
    return bytes;
  }
}
