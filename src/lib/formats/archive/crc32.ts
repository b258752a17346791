/** Four tables, so that four bytes take one step. */
const TABLES = [0, 1, 2, 3].map(() => new Int32Array(256));
const [T0, T1, T2, T3] = TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (const table of TABLES) {
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    table[byte] = value;
  }
}

/** The CRC-32 of ZIP of bytes that follow those with the CRC `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    value ^= quad(bytes, at);
    value =
      (T3[value & 0xff] ?? 0) ^
      (T2[(value >>> 8) & 0xff] ?? 0) ^
      (T1[(value >>> 16) & 0xff] ?? 0) ^
      (T0[value >>> 24] ?? 0);
  }
  for (; at < bytes.length; at += 1) {
    value = (T0[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return ~value >>> 0;
}

function quad(bytes: Uint8Array, at: number): number {
  const [a, b] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  const [c, d] = [bytes[at + 2] ?? 0, bytes[at + 3] ?? 0];
  return a | (b << 8) | (c << 16) | (d << 24);
}
