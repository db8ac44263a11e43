package ai.dragoneye.gateway.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What a transport gets of messages. */
public final class SentMessages {
  private SentMessages() {}

  /** The bytes that are drained, which must be as many as were announced. */
  public static byte[] bytes(WireMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream stream = new WireMarshaller().stream(message)) {
      int announced = stream.available();
      int drained = ((Drainable) stream).drainTo(bytes);
      assertThat(drained).isEqualTo(announced).isEqualTo(message.size()).isEqualTo(bytes.size());
      assertThat(stream.available()).isZero();
      assertThat(stream.read()).isNegative();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
