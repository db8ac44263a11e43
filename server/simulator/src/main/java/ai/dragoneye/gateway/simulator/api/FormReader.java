package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.http.BodyReader;
import ai.dragoneye.gateway.simulator.http.Exchange;
import ai.dragoneye.gateway.simulator.multipart.MalformedMultipartException;
import ai.dragoneye.gateway.simulator.multipart.MultipartParser;
import ai.dragoneye.gateway.simulator.multipart.PartHeaders;
import ai.dragoneye.gateway.simulator.multipart.PartListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Collects a small form in either encoding. */
final class FormReader implements BodyReader {
  private static final int MAX_BYTES = 64 * 1024;

  private final Exchange exchange;
  private final Consumer<FormSource> whenRead;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /**
   * A reader for the body of an exchange.
   *
   * @param whenRead is given the form, which may turn out to be none when it is looked at
   */
  FormReader(Exchange exchange, Consumer<FormSource> whenRead) {
    this.exchange = exchange;
    this.whenRead = whenRead;
  }

  /** A form that is still to be taken apart. */
  interface FormSource {
    /**
     * Takes it apart.
     *
     * @throws Rejection when it is not a form as the API takes it
     */
    FormFields fields();
  }

  @Override
  public void data(ByteBuf data) {
    int length = data.readableBytes();
    if (body.size() + length > MAX_BYTES) {
      exchange.answer(new Rejection(413, "the form is too large").reply());
      return;
    }
    byte[] bytes = new byte[length];
    data.readBytes(bytes);
    body.writeBytes(bytes);
  }

  @Override
  public void end() {
    whenRead.accept(this::fields);
  }

  private FormFields fields() {
    String type = exchange.head().header(HttpHeaderNames.CONTENT_TYPE).orElse("").strip();
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.matches("application/x-www-form-urlencoded(\\s*;.*)?")) {
      return urlEncoded(body.toByteArray());
    }
    if (lower.startsWith("multipart/form-data")) {
      return multipart(type, body.toByteArray());
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
