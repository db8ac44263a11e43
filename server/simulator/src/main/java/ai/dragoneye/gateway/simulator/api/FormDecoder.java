package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.multipart.MalformedMultipartException;
import ai.dragoneye.gateway.simulator.multipart.MultipartParser;
import ai.dragoneye.gateway.simulator.multipart.PartHeaders;
import ai.dragoneye.gateway.simulator.multipart.PartListener;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes a form apart, in either of the encodings that clients send. */
final class FormDecoder {
  private FormDecoder() {}

  /**
   * The fields of a form.
   *
   * @throws Rejection when it is not a form as the API takes it
   */
  static FormFields decode(String contentType, byte[] body) {
    String type = contentType.strip();
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.matches("application/x-www-form-urlencoded(\\s*;.*)?")) {
      return urlEncoded(body);
    }
    if (lower.startsWith("multipart/form-data")) {
      return multipart(type, body);
    }
    throw new Rejection(415, "the body must be form data");
  }

  private static FormFields urlEncoded(byte[] body) {
    try {
      return FormFields.ofQuery(new QueryStringDecoder(utf8(body), false).parameters());
    } catch (IllegalArgumentException brokenEscape) {
      throw new Rejection(400, "the form is not url-encoded as it says");
    }
  }

  private static FormFields multipart(String type, byte[] body) {
    FormFields fields = new FormFields();
    try {
      MultipartParser parser =
          new MultipartParser(MultipartParser.boundaryOf(type), new TextParts(fields));
      parser.feed(Unpooled.wrappedBuffer(body));
      parser.finish();
    } catch (MalformedMultipartException malformed) {
      throw new Rejection(400, "malformed form: " + malformed.reason());
    }
    return fields;
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new Rejection(400, "the form is not UTF-8");
    }
  }

  private static final class TextParts implements PartListener {
    private final FormFields fields;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private String name = "";

    TextParts(FormFields fields) {
      this.fields = fields;
    }

    @Override
    public void partBegins(PartHeaders headers) {
      if (headers.fileName().isPresent()) {
        throw new Rejection(400, "field '" + headers.name() + "' must not be a file");
      }
      name = headers.name();
      value.reset();
    }

    @Override
    public void partData(byte[] bytes, int offset, int length) {
      value.write(bytes, offset, length);
    }

    @Override
    public void partEnds() {
      fields.add(name, utf8(value.toByteArray()));
    }

    @Override
    public void closed() {}
  }
}
