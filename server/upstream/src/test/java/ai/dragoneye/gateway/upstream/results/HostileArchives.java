package ai.dragoneye.gateway.upstream.results;

import static ai.dragoneye.gateway.upstream.results.HostileResult.corrupt;
import static ai.dragoneye.gateway.upstream.results.HostileResult.read;
import static ai.dragoneye.gateway.upstream.results.HostileResult.tooLarge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** ZIPs that are bombs, lie, or look different to different readers. */
final class HostileArchives {
  private static final byte[] ARCHIVE = Fixture.archive("arrow-plain");
  private static final byte[] DEFLATED = Fixture.archive("deflated");
  private static final byte[] PARQUET =
      ZipBytes.membersOf(ARCHIVE).getOrDefault("predictions.parquet", new byte[0]);
  private static final byte[] TWO_MEMBERS =
      ZipBytes.of(
          new LinkedHashMap<>(
              Map.of("predictions.parquet", PARQUET, "another.parquet", new byte[4_000])));
  private static final int MIB = 1 << 20;

  private HostileArchives() {}

  static List<HostileResult> all() {
    return Stream.of(outside(), bombs(), members(), names(), headers(), methods(), wide())
        .flatMap(List::stream)
        .toList();
  }

  /** Those that are made at once. */
  static List<HostileResult> small() {
    return Stream.of(outside(), members(), names(), headers(), methods(), wide())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostileResult> outside() {
    return List.of(
        corrupt(
            "HTML instead of a ZIP",
            "not a ZIP, or truncated",
            () -> "<html>Bad gateway</html>".getBytes(StandardCharsets.US_ASCII)),
        corrupt("nothing at all", "not a ZIP, or truncated", () -> new byte[0]),
        corrupt("ZIP cut off", "not a ZIP, or truncated", () -> Arrays.copyOf(ARCHIVE, 5_000)),
        corrupt(
            "7 bytes behind the ZIP",
            "7 bytes follow its end",
            () -> Arrays.copyOf(ARCHIVE, ARCHIVE.length + 7)),
        corrupt(
            "7 bytes before the ZIP, which it does not count",
            "central directory is not where its end says",
            () -> join(new byte[7], ARCHIVE)),
        read(
            "7 bytes before the ZIP, which it counts",
            () ->
                ForgedZip.on(join(new byte[7], ARCHIVE))
                    .end(end -> end.putInt(16, end.getInt(16) + 7))
                    .entry(0, entry -> entry.putInt(42, 7))
                    .bytes()),
        read("comment behind the ZIP", () -> commented("a comment")),
        corrupt(
            "comment that looks like another end of the ZIP",
            "its comment lacks",
            () -> commented("PK\5\6" + "\1".repeat(30))),
        corrupt(
            "part of a ZIP on several disks",
            "spans several disks",
            () -> ForgedZip.on(ARCHIVE).end(end -> end.putShort(4, (short) 1)).bytes()));
  }

  private static List<HostileResult> bombs() {
    return List.of(
        tooLarge(
            "deflated member of 200 MiB in 200 KiB",
            "bounds.inflated_ratio",
            () -> ZipBytes.deflated(Map.of("predictions.parquet", new byte[200 * MIB]))),
        tooLarge(
            "deflated member of 90 MiB in 4 MiB",
            "decode_memory_bytes",
            () -> ZipBytes.deflated(Map.of("predictions.parquet", sparse(90 * MIB)))),
        tooLarge(
            "deflated member that claims 1 GiB",
            "bounds.inflated_bytes",
            () -> ForgedZip.on(DEFLATED).size(0, 1 << 30).bytes()),
        corrupt(
            "deflated member of 8 MiB that claims 1,000 bytes",
            "inflates to more than the 1000 bytes it claims",
            () ->
                ForgedZip.on(ZipBytes.deflated(Map.of("predictions.parquet", new byte[8 * MIB])))
                    .size(0, 1_000)
                    .bytes()),
        corrupt(
            "deflated member that ends early",
            "inflates to 8327 bytes, not 8328",
            () -> ForgedZip.on(DEFLATED).size(0, 8_328).bytes()),
        corrupt(
            "deflated member of garbage",
            "cannot be inflated",
            () -> {
              byte[] archive = DEFLATED.clone();
              Arrays.fill(archive, 60, 200, (byte) 0xFF);
              return archive;
            }),
        tooLarge("60,000 members", "bounds.members", () -> ZipBytes.of(many(60_000))),
        tooLarge(
            "end that claims 65,535 members",
            "bounds.members",
            () -> ForgedZip.on(ARCHIVE).end(end -> end.putShort(10, (short) -1)).bytes()),
        read("deflated members", () -> DEFLATED));
  }

  private static List<HostileResult> members() {
    return List.of(
        corrupt(
            "two members of the same name",
            "member predictions.parquet occurs 2 times",
            () -> renamed("another.parquet....", "predictions.parquet")),
        corrupt(
            "two entries for the same content",
            "members 0 and 1 overlap",
            () -> {
              ForgedZip zip = ForgedZip.on(renamed("another.parquet....", "another.parquet...."));
              return zip.alias(1, 0).bytes();
            }),
        corrupt(
            "member inside another one's content",
            "members 0 and 1 overlap",
            HostileArchives::nested),
        corrupt(
            "member that reaches into the directory",
            "member 0 reaches into the directory",
            () ->
                ForgedZip.on(ARCHIVE)
                    .storedSize(0, PARQUET.length + 60)
                    .size(0, PARQUET.length + 60)
                    .bytes()),
        corrupt(
            "member that starts behind the directory",
            "member 0 has no local header before the directory",
            () -> ForgedZip.on(ARCHIVE).entry(0, entry -> entry.putInt(42, 1 << 30)).bytes()),
        corrupt(
            "directory with more entries than its end counts",
            "central directory goes on after its 1 entries",
            () -> ForgedZip.on(TWO_MEMBERS).end(end -> end.putShort(10, (short) 1)).bytes()),
        corrupt(
            "directory with fewer entries than its end counts",
            "central directory is truncated",
            () -> ForgedZip.on(ARCHIVE).end(end -> end.putShort(10, (short) 60)).bytes()),
        corrupt(
            "no predictions",
            "member predictions.parquet is missing",
            () -> ZipBytes.of(Map.of("another.parquet", PARQUET))),
        corrupt(
            "content changed behind its checksum",
            "has CRC-32",
            () -> {
              byte[] archive = ARCHIVE.clone();
              archive[5_000] ^= 1;
              return archive;
            }));
  }

  private static List<HostileResult> names() {
    return Stream.of(
            "../predictions.parquet",
            "/predictions.parquet",
            "./predictions.parquet",
            "results\\predictions.parquet",
            "PREDICTIONS.PARQUET",
            "predictions.parquet\0.txt",
            "predictions.parquet ")
        .map(
            name ->
                corrupt(
                    "predictions under the name `%s`".formatted(name.replace("\0", "\\0")),
                    "member predictions.parquet is missing",
                    () -> ZipBytes.of(Map.of(name, PARQUET))))
        .toList();
  }

  private static List<HostileResult> headers() {
    return List.of(
        differing("name", () -> ForgedZip.on(ARCHIVE).header(0, h -> h.put(30, (byte) 'q'))),
        differing(
            "compression method",
            () -> ForgedZip.on(ARCHIVE).header(0, h -> h.putShort(8, (short) 8))),
        differing("CRC-32", () -> ForgedZip.on(ARCHIVE).header(0, h -> h.putInt(14, 1))),
        differing("stored size", () -> ForgedZip.on(ARCHIVE).header(0, h -> h.putInt(18, 1))),
        differing("size", () -> ForgedZip.on(ARCHIVE).header(0, h -> h.putInt(22, 1))),
        differing("flags", () -> ForgedZip.on(ARCHIVE).header(0, h -> h.putShort(6, (short) 8))),
        read(
            "sizes only behind the content (data descriptor)",
            () -> ZipBytes.deflated(Map.of("predictions.parquet", PARQUET))),
        differing(
            "stored size",
            () ->
                ForgedZip.on(ZipBytes.deflated(Map.of("predictions.parquet", PARQUET)))
                    .header(0, h -> h.putInt(18, 1))),
        corrupt(
            "stored member of two sizes",
            "is stored but has two sizes",
            () -> ForgedZip.on(ARCHIVE).size(0, 5).bytes()));
  }

  private static List<HostileResult> methods() {
    return List.of(
        encrypted("encrypted member", 1),
        encrypted("strongly encrypted member", 1 << 6),
        encrypted("member of an encrypted directory", 1 << 13),
        corrupt(
            "member that is a patch",
            "member predictions.parquet is a patch",
            () -> ForgedZip.on(ARCHIVE).flags(0, 1 << 5).bytes()),
        method("deflate64", 9),
        method("bzip2", 12),
        method("LZMA", 14),
        method("Zstandard", 93),
        method("AES", 99));
  }

  private static List<HostileResult> wide() {
    return List.of(
        read("zip64", () -> WideZip.of(ARCHIVE, 0).bytes()),
        corrupt(
            "zip64 whose end is outside the archive",
            "not right before its locator",
            () -> WideZip.of(ARCHIVE, Long.MIN_VALUE).bytes()),
        corrupt(
            "zip64 whose two ends differ",
            "has two ends of the central directory that differ",
            () ->
                ForgedZip.on(WideZip.of(ARCHIVE, 0).bytes())
                    .end(end -> end.putShort(10, (short) 2))
                    .bytes()),
        corrupt(
            "zip64 size of 2⁶³ bytes",
            "member 0 reaches into the directory",
            () -> WideZip.of(ARCHIVE, 0).size(Long.MIN_VALUE).bytes()),
        corrupt(
            "zip64 size of 2⁶² bytes",
            "member 0 reaches into the directory",
            () -> WideZip.of(ARCHIVE, 0).size(1L << 62).bytes()),
        corrupt(
            "zip64 member at 2⁶²",
            "member 0 has no local header before the directory",
            () -> WideZip.of(ARCHIVE, 0).headerOffset(1L << 62).bytes()),
        corrupt(
            "zip64 directory of 2⁶³ bytes",
            "central directory is not where its end says",
            () -> WideZip.of(ARCHIVE, 0).directorySize(Long.MAX_VALUE).bytes()),
        tooLarge(
            "zip64 with 2⁴⁰ members",
            "bounds.members",
            () -> WideZip.of(ARCHIVE, 0).members(1L << 40).bytes()));
  }

  private static HostileResult differing(String what, Supplier<ForgedZip> forged) {
    return corrupt(
        "local header that disagrees with the directory about the " + what,
        "member 0 and its local header disagree about its " + what,
        () -> forged.get().bytes());
  }

  private static HostileResult encrypted(String kind, int flag) {
    return corrupt(
        kind,
        "member predictions.parquet is encrypted",
        () -> ForgedZip.on(ARCHIVE).flags(0, flag).bytes());
  }

  private static HostileResult method(String name, int number) {
    return corrupt(
        "member compressed with " + name,
        "uses compression method %d, only stored and deflated are read".formatted(number),
        () -> ForgedZip.on(ARCHIVE).method(0, number).bytes());
  }

  private static byte[] commented(String comment) {
    byte[] bytes = comment.getBytes(StandardCharsets.ISO_8859_1);
    byte[] archive =
        ForgedZip.on(ARCHIVE).end(end -> end.putShort(20, (short) bytes.length)).bytes();
    return join(archive, bytes);
  }

  /** Of two members, the second renamed in both places; both names have the same length. */
  private static byte[] renamed(String unused, String name) {
    byte[] archive = ZipBytes.of(ordered("predictions.parquet", PARQUET, unused, new byte[4_000]));
    return new String(archive, StandardCharsets.ISO_8859_1)
        .replace(unused, name)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The local header of a whole second member stands inside the first one's content. */
  private static byte[] nested() {
    byte[] inner = ZipBytes.of(Map.of("predictions.parquet", PARQUET));
    byte[] archive =
        ZipBytes.of(ordered("outer.parquet......", inner, "predictions.parquet", PARQUET));
    // Its header is the inner one's now: behind the outer one's header and name.
    return ForgedZip.on(archive).entry(1, entry -> entry.putInt(42, 30 + 19)).bytes();
  }

  private static Map<String, byte[]> ordered(
      String first, byte[] firstContent, String second, byte[] secondContent) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put(first, firstContent);
    members.put(second, secondContent);
    return members;
  }

  private static Map<String, byte[]> many(int count) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      members.put("member" + i, new byte[0]);
    }
    return members;
  }

  /** Deflates to about a twentieth. */
  private static byte[] sparse(int size) {
    byte[] bytes = new byte[size];
    Random random = new Random(1);
    for (int i = 0; i < size; i += 64) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }
}
