const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** For each distance of a byte from the end of a group of eight, and each value, what it adds to the checksum. */
const TABLE = table();

function table(): Uint32Array {
  const all = new Uint32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
    }
    all[byte] = remainder;
  }
  for (let index = 256; index < all.length; index++) {
    const nearer = all[index - 256] ?? 0;
    all[index] = (nearer >>> 8) ^ (all[nearer & 0xff] ?? 0);
  }
  return all;
}

function added(distance: number, value: number): number {
  return TABLE[(distance << 8) | (value & 0xff)] ?? 0;
}

/** CRC-32C (Castagnoli, as in RFC 3720), which Node's zlib lacks. */
export class Crc32c {
  #state = 0xffffffff;

  get value(): number {
    return (this.#state ^ 0xffffffff) >>> 0;
  }

  update(bytes: Uint8Array): void {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const grouped = bytes.length - (bytes.length % SLICES);
    let crc = this.#state;
    for (let i = 0; i < grouped; i += SLICES) {
      const low = crc ^ words.getUint32(i, true);
      const high = words.getUint32(i + 4, true);
      const earlier = added(7, low) ^ added(6, low >>> 8) ^ added(5, low >>> 16) ^ added(4, low >>> 24);
      crc = earlier ^ added(3, high) ^ added(2, high >>> 8) ^ added(1, high >>> 16) ^ added(0, high >>> 24);
    }
    for (let i = grouped; i < bytes.length; i++) {
      crc = added(0, crc ^ words.getUint8(i)) ^ (crc >>> 8);
    }
    this.#state = crc >>> 0;
  }
}
