package ai.dragoneye.gateway.server.security;

import ai.dragoneye.gateway.server.config.CallerPolicy.UpstreamKey;
import ai.dragoneye.gateway.upstream.KeyHash;
import ai.dragoneye.gateway.upstream.MediaFamily;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;

/**
 * Task ids that hold for one caller: the task's uuid and family, signed together with the caller's
 * name and the key it is served with. They hide nothing, are told from one another by no store, and
 * every replica with the same keys verifies them. Thread-safe.
 */
public final class TaskHandles {
  private static final String PREFIX = "dt1_";
  private static final int MAC_BYTES = 32;

  private final Supplier<HandleKeys> keys;

  TaskHandles(Supplier<HandleKeys> keys) {
    this.keys = keys;
  }

  /** The handle under which {@code owner} knows a task. Visible ASCII. */
  public String seal(String taskUuid, MediaFamily family, Caller owner) {
    HandleKeys.Key key = keys.get().first();
    byte[] uuid = taskUuid.getBytes(StandardCharsets.UTF_8);
    ByteBuffer handle =
        ByteBuffer.allocate(HandleKeys.ID_BYTES + 1 + uuid.length + MAC_BYTES)
            .put(HexFormat.of().parseHex(key.id()))
            .put(code(family))
            .put(uuid)
            .put(mac(key, family, taskUuid, owner));
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(handle.array());
  }

  /** The uuid of the task; empty where this is no handle, or none of this caller's. */
  public Optional<String> open(String handle, Caller caller) {
    if (!handle.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return open(
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(handle.substring(PREFIX.length()))),
          caller);
    } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException _) {
      return Optional.empty();
    }
  }

  private Optional<String> open(ByteBuffer handle, Caller caller) {
    byte[] id = new byte[HandleKeys.ID_BYTES];
    handle.get(id);
    MediaFamily family = family(handle.get());
    byte[] uuid = new byte[handle.remaining() - MAC_BYTES];
    handle.get(uuid);
    byte[] mac = new byte[MAC_BYTES];
    handle.get(mac);
    String taskUuid = new String(uuid, StandardCharsets.UTF_8);
    return keys.get().withId(HexFormat.of().formatHex(id)).stream()
            .anyMatch(key -> MessageDigest.isEqual(mac, mac(key, family, taskUuid, caller)))
        ? Optional.of(taskUuid)
        : Optional.empty();
  }

  /** What stands in handles, and must stay as it is. */
  private static byte code(MediaFamily family) {
    return switch (family) {
      case IMAGE -> 'i';
      case VIDEO -> 'v';
      case UNKNOWN -> 'u';
    };
  }

  private static MediaFamily family(byte code) {
    return switch (code) {
      case 'i' -> MediaFamily.IMAGE;
      case 'v' -> MediaFamily.VIDEO;
      case 'u' -> MediaFamily.UNKNOWN;
      default -> throw new IllegalArgumentException("no media family");
    };
  }

  private static byte[] mac(
      HandleKeys.Key key, MediaFamily family, String taskUuid, Caller caller) {
    try {
      Mac mac = Mac.getInstance(HandleKeys.ALGORITHM);
      mac.init(key.secret());
      return mac.doFinal(signed(family.name(), taskUuid, caller.name(), keyOf(caller)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Each with its length, so that no two lists give the same bytes. */
  private static byte[] signed(String... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(PREFIX.getBytes(StandardCharsets.US_ASCII));
    for (String part : parts) {
      byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
      bytes.writeBytes(encoded);
    }
    return bytes.toByteArray();
  }

  /** A key that the operator replaces by another of the same account remains the same one. */
  private static String keyOf(Caller caller) {
    UpstreamKey kind = caller.policy().upstreamKey();
    return kind == UpstreamKey.CALLER ? KeyHash.of(caller.upstreamKey()).hex() : kind.name();
  }
}
