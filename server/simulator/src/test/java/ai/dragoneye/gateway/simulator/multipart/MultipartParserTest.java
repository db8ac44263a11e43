package ai.dragoneye.gateway.simulator.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartParserTest {
  private static final String BODY =
      """
      --b
      Content-Disposition: form-data; name="a"

      one
      --b
      content-type: text/plain
      content-disposition: form-data;name=c; filename="f"


      --not the boundary

      --
      --b
      Content-Disposition: form-data; name="empty"


      --b--
      """
          .replace("\n", "\r\n");

  @Test
  void shouldGiveTheSamePartsHoweverTheBytesArrive() {
    for (int chunk = 1; chunk <= BODY.length(); chunk++) {
      assertThat(parts(BODY.getBytes(StandardCharsets.UTF_8), chunk))
          .containsExactly("a=one", "c@f=\r\n--not the boundary\r\n\r\n--", "empty=", "closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 65_535, 65_536, 65_537, 1_000_000})
  void shouldPassLargePartsThroughUnchanged(int chunk) {
    // given: bytes full of what looks like the start of a boundary
    byte[] content = new byte[300_000];
    Random random = new Random(3);
    byte[] alphabet = "\r\n-b".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < content.length; i++) {
      content[i] = i % 7 == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(4)];
    }
    String boundary = "a-boundary-that-does-not-occur";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--" + boundary + "\r\nContent-Disposition: form-data; name=x\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--").getBytes(StandardCharsets.US_ASCII));

    // when
    Collector collector = new Collector();
    parse(new MultipartParser(boundary, collector), body.toByteArray(), chunk);

    // then
    assertThat(collector.last).isEqualTo(content);
    assertThat(collector.longest).isLessThanOrEqualTo(64 * 1024);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x--b%--b-- | the body does not start with its boundary
          --b | the body does not end with its closing boundary
          --bx%% | a boundary is followed by something else
          --b%nothing%%x%--b-- | a part has a header line without a name
          --b%A: b%%x%--b-- | a part has no Content-Disposition: form-data
          --b%Content-Disposition: attachment; name=a%%x%--b-- | a part has no Content-Disposition: form-data
          --b%Content-Disposition: form-data%%x%--b-- | a part has no name
          --b%Content-Disposition: form-data; name=a%%x | the body does not end with its closing boundary
          --b%Content-Disposition: form-data; name=a%%x%--b--x | the body does not end with its closing boundary
          --b%Content-Disposition: form-data; name=a%%x%--b--%x | the body goes on after its closing boundary
          """)
  void shouldRefuseBodiesThatAreNotWhatTheyClaim(String body, String reason) {
    byte[] bytes = body.replace("%", "\r\n").getBytes(StandardCharsets.UTF_8);
    for (int chunk : List.of(1, 1000)) {
      assertThatThrownBy(() -> parts(bytes, chunk))
          .isInstanceOf(MalformedMultipartException.class)
          .hasMessage(reason);
    }
  }

  @Test
  void shouldRefuseHeadersWithoutEnd() {
    byte[] endless = new byte[20_000];
    Arrays.fill(endless, (byte) 'h');
    System.arraycopy("--b\r\n".getBytes(StandardCharsets.US_ASCII), 0, endless, 0, 5);

    assertThatThrownBy(() -> parts(endless, 100)).hasMessage("the headers of a part are too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          multipart/form-data; boundary=abc | abc
          multipart/form-data;charset=utf-8; boundary="a b" | a b
          Multipart/Form-Data; Boundary=abc; charset=utf-8 | abc
          """)
  void shouldFindTheBoundary(String contentType, String boundary) {
    assertThat(MultipartParser.boundaryOf(contentType)).isEqualTo(boundary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/mixed; boundary=a", "", "text/plain"})
  void shouldRefuseATypeWithoutABoundary(String contentType) {
    assertThatThrownBy(() -> MultipartParser.boundaryOf(contentType))
        .isInstanceOf(MalformedMultipartException.class);
  }

  private static List<String> parts(byte[] body, int chunk) {
    Collector collector = new Collector();
    parse(new MultipartParser("b", collector), body, chunk);
    return collector.parts;
  }

  private static void parse(MultipartParser parser, byte[] body, int chunk) {
    for (int at = 0; at < body.length; at += chunk) {
      parser.feed(Unpooled.wrappedBuffer(body, at, Math.min(chunk, body.length - at)));
    }
    parser.finish();
  }

  private static final class Collector implements PartListener {
    private final List<String> parts = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private String title = "";
    private byte[] last = {};
    private int longest;

    @Override
    public void partBegins(PartHeaders headers) {
      title = headers.name() + headers.fileName().map(name -> "@" + name).orElse("");
      content.reset();
    }

    @Override
    public void partData(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
      longest = Math.max(longest, length);
    }

    @Override
    public void partEnds() {
      last = content.toByteArray();
      parts.add(title + "=" + content.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void closed() {
      parts.add("closed");
    }
  }
}
