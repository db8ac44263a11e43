package ai.dragoneye.gateway.upstream.address;

import java.io.IOException;

/**
 * An upload URL leads where uploads may not go. The message says where and which setting would
 * permit it.
 */
public final class AddressRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
