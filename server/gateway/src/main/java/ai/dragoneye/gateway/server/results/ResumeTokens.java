package ai.dragoneye.gateway.server.results;

import ai.dragoneye.gateway.server.failure.Failure;
import ai.dragoneye.gateway.server.failure.FailureException;
import ai.dragoneye.gateway.upstream.results.ArchiveHeaders;
import ai.dragoneye.gateway.upstream.results.ReceivedResults;
import ai.dragoneye.gateway.v1.ResultFilter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The resume tokens of one stream: the number of an element and a digest that binds it to task,
 * kind, filter and archive. No secret is in it, so that every replica makes and reads the same
 * tokens; who forges one gains nothing but another place in a result that is open to them anyway.
 */
final class ResumeTokens {
  private static final int MAX_TOKEN_BYTES = 512;
  // Changes with the form of tokens, and with the order or cut of what they count.
  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 16;
  private static final int ENCODED_BYTES = 1 + Long.BYTES + DIGEST_BYTES;

  private final byte[] binding;

  private ResumeTokens(byte[] binding) {
    this.binding = binding;
  }

  static ResumeTokens of(StreamKind kind, ResultQuery query, ReceivedResults archive) {
    MessageDigest digest = sha256();
    add(digest, kind.name());
    add(digest, query.task().uuid());
    digest.update(canonical(query.filter()));
    digest.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(archive.bytes().size())
            .putInt(archive.crc32c())
            .flip());
    ArchiveHeaders headers = archive.headers();
    add(digest, headers.originalFileName());
    add(digest, headers.framesPerSecond());
    return new ResumeTokens(digest.digest());
  }

  /**
   * Refuses what is too long for a token, before anything is done for it.
   *
   * @throws FailureException with InvalidRequest
   */
  static void checkLength(@Nullable String token) {
    if (token != null && token.getBytes(StandardCharsets.UTF_8).length > MAX_TOKEN_BYTES) {
      throw new FailureException(
          new Failure.InvalidRequest(
              "resume_token",
              "is longer than "
                  + MAX_TOKEN_BYTES
                  + " bytes and so is none of the gateway's; send the last one received"));
    }
  }

  /** The token for the place right after an element. */
  String after(long index) {
    byte[] token =
        ByteBuffer.allocate(ENCODED_BYTES)
            .put(VERSION)
            .putLong(index)
            .put(digestOf(index), 0, DIGEST_BYTES)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * The index of the element to go on with.
   *
   * @param token null for the beginning
   * @throws FailureException with ResumeTokenStale where the token is not of this stream
   */
  long start(@Nullable String token) {
    if (token == null) {
      return 0;
    }
    long index = indexIn(token);
    if (index < 0 || index == Long.MAX_VALUE || !after(index).equals(token)) {
      throw new FailureException(new Failure.ResumeTokenStale());
    }
    return index + 1;
  }

  /** The index that a token claims, or -1 where it is none. */
  private static long indexIn(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      return bytes.length == ENCODED_BYTES ? ByteBuffer.wrap(bytes).getLong(1) : -1;
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }

  private byte[] digestOf(long index) {
    MessageDigest digest = sha256();
    digest.update(binding);
    return digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
  }

  /** The same bytes for filters that mean the same. */
  private static byte[] canonical(ResultFilter filter) {
    ResultFilter.Builder canonical =
        ResultFilter.newBuilder()
            .addAllCategoryIds(filter.getCategoryIdsList().stream().distinct().sorted().toList())
            .addAllCategoryNames(
                filter.getCategoryNamesList().stream().distinct().sorted().toList());
    if (filter.hasMinimumCategoryScore()) {
      // Minus zero is zero.
      canonical.setMinimumCategoryScore(filter.getMinimumCategoryScore() + 0.0);
    }
    if (filter.hasTimeRange()) {
      canonical
          .getTimeRangeBuilder()
          .setTimestampStartUsInclusive(filter.getTimeRange().getTimestampStartUsInclusive())
          .setTimestampEndUsInclusive(filter.getTimeRange().getTimestampEndUsInclusive());
    }
    byte[] bytes = canonical.build().toByteArray();
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(text == null ? -1 : bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
