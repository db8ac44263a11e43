const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** For each of eight bytes and its distance from the end of a group, what it adds to the checksum. */
const TABLES = tables();

function tables(): Uint32Array[] {
  const all = Array.from({ length: SLICES }, () => new Uint32Array(256));
  const [first] = all as [Uint32Array];
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
    }
    first[byte] = remainder;
  }
  for (let slice = 1; slice < SLICES; slice++) {
    const before = all[slice - 1] as Uint32Array;
    for (let byte = 0; byte < 256; byte++) {
      const value = before[byte] as number;
      (all[slice] as Uint32Array)[byte] = (value >>> 8) ^ (first[value & 0xff] as number);
    }
  }
  return all;
}

/** CRC-32C (Castagnoli, as in RFC 3720), which Node's zlib lacks. */
export class Crc32c {
  #state = 0xffffffff;

  get value(): number {
    return (this.#state ^ 0xffffffff) >>> 0;
  }

  update(bytes: Uint8Array): void {
    const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const grouped = bytes.length - (bytes.length % SLICES);
    let crc = this.#state;
    for (let i = 0; i < grouped; i += SLICES) {
      const low = crc ^ words.getUint32(i, true);
      const high = words.getUint32(i + 4, true);
      crc =
        at(t7, low) ^ at(t6, low >>> 8) ^ at(t5, low >>> 16) ^ at(t4, low >>> 24) ^
        at(t3, high) ^ at(t2, high >>> 8) ^ at(t1, high >>> 16) ^ at(t0, high >>> 24);
    }
    for (let i = grouped; i < bytes.length; i++) {
      crc = at(t0, crc ^ words.getUint8(i)) ^ (crc >>> 8);
    }
    this.#state = crc >>> 0;
  }
}

function at(table: Uint32Array, index: number): number {
  return table[index & 0xff] as number;
}
