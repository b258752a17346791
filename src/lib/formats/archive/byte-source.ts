/** Bytes that are read in ranges, so that a large file is never in memory as a whole. */
export interface ByteSource {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file or bytes as a source. */
export function byteSource(file: Blob | Uint8Array<ArrayBuffer>): ByteSource {
  if (file instanceof Uint8Array) {
    return {
      size: file.length,
      read: (from, to) => Promise.resolve(file.subarray(from, to)),
    };
  }
  return {
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

const PIECE_BYTES = 262_144;

/** A range of a source, piece by piece. */
export async function* pieces(
  source: ByteSource,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = from; at < to; at += PIECE_BYTES) {
    yield await source.read(at, Math.min(to, at + PIECE_BYTES));
  }
}
