package ai.dragoneye.gateway.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import ai.dragoneye.gateway.v1.VideoDetectedObject;
import ai.dragoneye.gateway.v1.VideoHeader;
import ai.dragoneye.gateway.v1.VideoObjectPart;
import io.grpc.Drainable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireMarshallerTest {
  private final WireMarshaller marshaller = new WireMarshaller();

  @Test
  void shouldWriteAGeneratedMessageAsItIs() {
    // given
    VideoHeader header = VideoHeader.newBuilder().setTaskId("t").setLast(true).build();

    // when / then
    assertThat(SentMessages.bytes(WireMessage.of(header))).isEqualTo(header.toByteArray());
    assertThat(
            SentMessages.bytes(
                WireMessage.of(header).in(StreamVideoResultsResponse.HEADER_FIELD_NUMBER)))
        .isEqualTo(StreamVideoResultsResponse.newBuilder().setHeader(header).build().toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 120, 127, 128, 16_000, 16_384, 300_000})
  void shouldFrameLentBytesOfAnyLength(int length) {
    // given
    VideoDetectedObject object =
        VideoDetectedObject.newBuilder().addAllBboxObservations(Tracks.ofAbout(length)).build();
    byte[] lent = new byte[object.getSerializedSize() + 20];
    System.arraycopy(object.toByteArray(), 0, lent, 7, object.getSerializedSize());

    // when
    WireMessage part =
        WireMessage.around(
            VideoObjectPart.newBuilder().setObjectIndex(length).build(),
            VideoObjectPart.OBJECT_FIELD_NUMBER,
            ByteBuffer.wrap(lent, 7, object.getSerializedSize()),
            VideoObjectPart.newBuilder().setLast(true).setResumeToken("token").build());

    // then
    assertThat(SentMessages.bytes(part.in(StreamVideoResultsResponse.OBJECT_FIELD_NUMBER)))
        .isEqualTo(
            StreamVideoResultsResponse.newBuilder()
                .setObject(
                    VideoObjectPart.newBuilder()
                        .setObjectIndex(length)
                        .setObject(object)
                        .setLast(true)
                        .setResumeToken("token"))
                .build()
                .toByteArray());
  }

  @Test
  void shouldCopyForATransportThatReadsInsteadOfDraining() throws IOException {
    // given
    VideoHeader header = VideoHeader.newBuilder().setTaskId("task").setFramesPerSecond(7).build();
    InputStream stream = marshaller.stream(WireMessage.of(header));

    // when
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    read.write(stream.read());
    assertThat(stream.available()).isEqualTo(header.getSerializedSize() - 1);
    read.write(stream.readNBytes(2));
    ((Drainable) stream).drainTo(read);

    // then
    assertThat(read.toByteArray()).isEqualTo(header.toByteArray());
    assertThat(stream.available()).isZero();
  }

  @Test
  void shouldOnlySend() {
    assertThatThrownBy(() -> marshaller.parse(InputStream.nullInputStream()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
