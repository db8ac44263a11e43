package ai.dragoneye.gateway.upstream.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An archive of one member whose numbers stand in the wide fields, as writers have it that stream
 * or expect more than 4 GiB.
 */
final class WideZip {
  private static final int NARROW_END_LENGTH = 22;
  private static final int END_LENGTH = 56 + 20 + NARROW_END_LENGTH;
  private static final int ENTRY_LENGTH = 46 + "predictions.parquet".length();

  private final byte[] bytes;
  private final ByteBuffer numbers;
  private final int wideFields;
  private final int wideEnd;

  private WideZip(byte[] bytes, int wideFields) {
    this.bytes = bytes;
    this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.wideFields = wideFields;
    this.wideEnd = bytes.length - END_LENGTH;
  }

  /** Widens everything; the locator is wrong by {@code error}. */
  static WideZip of(byte[] archive, long error) {
    ByteBuffer from = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = from.getInt(archive.length - NARROW_END_LENGTH + 16);
    ByteBuffer to = ByteBuffer.allocate(archive.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    to.put(archive, 0, directory + ENTRY_LENGTH);
    long size = Integer.toUnsignedLong(from.getInt(directory + 24));
    to.putInt(directory + 20, -1).putInt(directory + 24, -1).putInt(directory + 42, -1);
    to.putShort(directory + 30, (short) 35);
    to.putShort((short) 0x7777).putShort((short) 3).put(new byte[3]);
    to.putShort((short) 1).putShort((short) 24);
    int wideFields = to.position();
    to.putLong(size).putLong(size).putLong(0);
    int end = to.position();
    to.putInt(0x0606_4b50).putLong(44).putShort((short) 45).putShort((short) 45);
    to.putInt(0).putInt(0).putLong(1).putLong(1).putLong(end - directory).putLong(directory);
    to.putInt(0x0706_4b50).putInt(0).putLong(end + error).putInt(1);
    to.putInt(0x0605_4b50).putInt(0).putShort((short) -1).putShort((short) -1);
    to.putInt(-1).putInt(-1).putShort((short) 0);
    byte[] bytes = new byte[to.position()];
    to.get(0, bytes);
    return new WideZip(bytes, wideFields);
  }

  /** Of the member, stored and not, in the directory. */
  WideZip size(long size) {
    numbers.putLong(wideFields, size).putLong(wideFields + 8, size);
    // The local header of a member this large leaves its sizes to a data descriptor.
    numbers.putInt(18, 0).putInt(22, 0).putShort(6, (short) 8);
    int directory = (int) numbers.getLong(wideEnd + 48);
    numbers.putShort(directory + 8, (short) 8);
    return this;
  }

  WideZip headerOffset(long offset) {
    numbers.putLong(wideFields + 16, offset);
    return this;
  }

  WideZip members(long count) {
    numbers.putLong(wideEnd + 32, count);
    return this;
  }

  WideZip directorySize(long size) {
    numbers.putLong(wideEnd + 40, size);
    return this;
  }

  byte[] bytes() {
    return bytes;
  }
}
