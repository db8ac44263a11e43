package ai.dragoneye.gateway.upstream.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/** Reads an answer into memory, up to a bound. */
public final class AnswerReader {
  private AnswerReader() {}

  /**
   * The whole answer; an {@link OversizedAnswerException} where the body is longer than the bound.
   */
  public static Mono<HttpAnswer> whole(HttpClientResponse head, ByteBufFlux body, int maxBytes) {
    return body.reduceWith(
            ByteArrayOutputStream::new,
            (bytes, buffer) -> {
              if (bytes.size() + buffer.readableBytes() > maxBytes) {
                throw new OversizedAnswerException(maxBytes);
              }
              return append(bytes, buffer);
            })
        .map(bytes -> answer(head, bytes));
  }

  /**
   * The answer with the beginning of its body; what goes beyond the bound is not waited for, and a
   * connection that ends within the body ends it.
   */
  public static Mono<HttpAnswer> beginning(
      HttpClientResponse head, ByteBufFlux body, int maxBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return body.doOnNext(buffer -> append(bytes, buffer))
        .takeUntil(buffer -> bytes.size() >= maxBytes)
        .onErrorComplete(IOException.class)
        .then(Mono.fromSupplier(() -> answer(head, bytes)));
  }

  private static HttpAnswer answer(HttpClientResponse head, ByteArrayOutputStream bytes) {
    return new HttpAnswer(head.status().code(), head.responseHeaders(), bytes.toByteArray());
  }

  private static ByteArrayOutputStream append(ByteArrayOutputStream bytes, ByteBuf buffer) {
    try {
      buffer.readBytes(bytes, buffer.readableBytes());
      return bytes;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
