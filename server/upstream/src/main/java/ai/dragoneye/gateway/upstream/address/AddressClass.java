package ai.dragoneye.gateway.upstream.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of network an address belongs to. */
enum AddressClass {
  PUBLIC("public"),
  LOOPBACK("loopback"),
  PRIVATE("private"),
  SHARED("shared (CGNAT)"),
  LINK_LOCAL("link-local"),
  METADATA("cloud metadata"),
  MULTICAST("multicast"),
  UNSPECIFIED("unspecified"),
  RESERVED("reserved");

  // The first match counts. Sources: the IANA registries of special-purpose IPv4 and IPv6
  // addresses.
  private static final List<Block> BLOCKS =
      List.of(
          new Block("169.254.169.254", 32, METADATA),
          new Block("100.100.100.200", 32, METADATA),
          new Block("fd00:ec2::254", 128, METADATA),
          new Block("0.0.0.0", 8, UNSPECIFIED),
          new Block("10.0.0.0", 8, PRIVATE),
          new Block("100.64.0.0", 10, SHARED),
          new Block("127.0.0.0", 8, LOOPBACK),
          new Block("169.254.0.0", 16, LINK_LOCAL),
          new Block("172.16.0.0", 12, PRIVATE),
          new Block("192.0.0.0", 24, RESERVED),
          new Block("192.168.0.0", 16, PRIVATE),
          new Block("198.18.0.0", 15, RESERVED),
          new Block("224.0.0.0", 4, MULTICAST),
          new Block("240.0.0.0", 4, RESERVED),
          new Block("::", 128, UNSPECIFIED),
          new Block("::1", 128, LOOPBACK),
          new Block("fc00::", 7, PRIVATE),
          new Block("fe80::", 10, LINK_LOCAL),
          new Block("fec0::", 10, PRIVATE),
          new Block("ff00::", 8, MULTICAST));

  private final String description;

  AddressClass(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  static AddressClass of(InetAddress address) {
    InetAddress embedded = address instanceof Inet6Address six ? embeddedIn(six) : null;
    byte[] bytes = (embedded == null ? address : embedded).getAddress();
    return BLOCKS.stream()
        .filter(block -> block.contains(bytes))
        .map(Block::kind)
        .findFirst()
        .orElse(PUBLIC);
  }

  /** The IPv4 address that an IPv4-compatible, NAT64 or 6to4 address leads to, or null. */
  private static @Nullable InetAddress embeddedIn(Inet6Address address) {
    byte[] bytes = address.getAddress();
    if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
      return four(bytes, 12);
    }
    if (startsWith(bytes, 0x20, 0x02)) {
      return four(bytes, 2);
    }
    boolean compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    boolean special = address.isAnyLocalAddress() || address.isLoopbackAddress();
    return compatible && !special ? four(bytes, 12) : null;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress four(byte[] bytes, int from) {
    return address(Arrays.copyOfRange(bytes, from, from + 4));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return Inet4Address.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Block(InetAddress base, int bits, AddressClass kind) {
    Block(String base, int bits, AddressClass kind) {
      this(InetAddress.ofLiteral(base), bits, kind);
    }

    boolean contains(byte[] address) {
      byte[] network = base.getAddress();
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
