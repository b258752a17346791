const BLOCK_BYTES = 64;
// The first 32 bits of the fractions of the cube roots of the first 64 primes.
const ROUND = new Int32Array(64);
// … and of the square roots of the first eight.
const START = new Int32Array(8);
/** The words of the block under way; filled and used up in one go. */
const WORDS = new Int32Array(64);

function fraction32(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) | 0;
}

for (let prime = 2, found = 0; found < 64; prime += 1) {
  let isPrime = true;
  for (let by = 2; by * by <= prime; by += 1) if (prime % by === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) START[found] = fraction32(Math.sqrt(prime));
  ROUND[found] = fraction32(Math.cbrt(prime));
  found += 1;
}

/**
 * SHA-256 over bytes that come in pieces: the browser's own takes only all at once, and a table
 * may be larger than memory should hold.
 */
export class Sha256 {
  private readonly state = START.slice();
  private readonly block = new Uint8Array(BLOCK_BYTES);
  private used = 0;
  private bytes = 0;

  update(piece: Uint8Array): this {
    this.bytes += piece.length;
    let at = 0;
    if (this.used > 0) {
      at = Math.min(BLOCK_BYTES - this.used, piece.length);
      this.block.set(piece.subarray(0, at), this.used);
      this.used += at;
      if (this.used < BLOCK_BYTES) return this;
      this.mix(this.block, 0, 1);
      this.used = 0;
    }
    const blocks = Math.floor((piece.length - at) / BLOCK_BYTES);
    this.mix(piece, at, blocks);
    at += blocks * BLOCK_BYTES;
    this.block.set(piece.subarray(at));
    this.used = piece.length - at;
    return this;
  }

  /** The hash as 64 lower-case hex digits; ends this object's use. */
  hex(): string {
    const { bytes, block } = this;
    block[this.used] = 0x80;
    block.fill(0, this.used + 1);
    if (this.used + 1 > BLOCK_BYTES - 8) {
      this.mix(block, 0, 1);
      block.fill(0);
    }
    const view = new DataView(block.buffer);
    view.setUint32(56, Math.floor(bytes / 0x2000_0000));
    view.setUint32(60, (bytes * 8) >>> 0);
    this.mix(block, 0, 1);
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  private mix(bytes: Uint8Array, from: number, blocks: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset + from, blocks * BLOCK_BYTES);
    for (let at = 0; at < view.byteLength; at += BLOCK_BYTES) {
      for (let i = 0; i < 16; i += 1) WORDS[i] = view.getInt32(at + i * 4);
      expand(WORDS);
      compress(this.state, WORDS);
    }
  }
}

// Two small functions for one block each: in one loop over all blocks they are compiled to code
// that takes three times as long.

/** Makes 64 words of the 16 of a block. */
function expand(words: Int32Array): void {
  for (let i = 16; i < 64; i += 1) {
    const early = words[i - 15] ?? 0;
    const late = words[i - 2] ?? 0;
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[i] = ((words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1) | 0;
  }
}

/** Mixes the words of a block into the state. */
function compress(state: Int32Array, words: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + s1 + choice + (ROUND[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + s0 + majority) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The SHA-256 of a text as UTF-8. */
export function sha256OfText(text: string): string {
  return new Sha256().update(new TextEncoder().encode(text)).hex();
}
